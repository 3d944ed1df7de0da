package io.hypervigil.libvirt.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A libvirtd of a test's own: an unprivileged session daemon in a temporary folder, with guests
 * under emulation. Where libvirtd or QEMU is missing the test is skipped.
 *
 * <p>It runs as nobody where the test runs as root, for a session daemon of root's would be the
 * machine's own. Closing ends it and its guests by their pids, stopped or not.
 *
 * <p>Starting costs 0.1 s, the first definition of a guest 1.5 s (libvirt asks QEMU what it can),
 * starting one 0.4 s, destroying one 1.6 s.
 *
 * <p>Thread: one.
 */
public final class PrivateLibvirtd implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String REMEDY =
            "apt-get install libvirt-daemon-system libvirt-clients qemu-system-x86 qemu-utils";

    private static final int DISK_BYTES = 1024 * 1024;
    private static final int SECTOR_BYTES = 512;

    /** qcow2: where the header has the table's offset, flags of entries, two free clusters. */
    private static final int QCOW2_L1_OFFSET = 40;

    private static final long COPIED = 1L << 63;
    private static final long COMPRESSED = 1L << 62;
    private static final int L2_OFFSET = 0x40000;
    private static final int DATA_OFFSET = 0x50000;

    private final Path folder;
    private final List<String> command;
    private RealPart daemon;

    private PrivateLibvirtd(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
        this.daemon = launch();
    }

    /** Starts one and waits until it answers. */
    public static PrivateLibvirtd start() {
        return isRoot() ? start(asNobody(), true) : start(List.of(), false);
    }

    /**
     * Starts one of this process' own user, whom alone its admin interface lets in: within a
     * namespace of users where that is root, so that it is a session daemon still.
     */
    public static PrivateLibvirtd startAsOwn() {
        var mapped = List.of("unshare", "--user", "--map-user=65534", "--map-group=65534");
        if (!isRoot()) {
            return start(List.of(), false);
        }
        var tried = new ArrayList<>(mapped);
        tried.add("true");
        if (RealPart.run(Path.of("/"), "", tried).exitCode() != 0) {
            throw RealPart.missing("a namespace of users", "sysctl user.max_user_namespaces=1000");
        }
        return start(mapped, false);
    }

    private static PrivateLibvirtd start(List<String> as, boolean isNobodys) {
        for (String program : List.of("libvirtd", "virsh", "qemu-img", "qemu-system-x86_64")) {
            RealPart.require(program, REMEDY);
        }
        try {
            // Short: a monitor's socket below it has 108 bytes in all.
            var folder = Files.createTempDirectory("hv");
            var command = command(folder, as);
            // QEMU's output goes into files, so that no virtlogd is started.
            var settings = Files.createDirectories(folder.resolve("c/libvirt"));
            Files.writeString(settings.resolve("qemu.conf"), "stdio_handler = \"file\"\n");
            if (isNobodys) {
                for (String each : List.of("", "c", "c/libvirt", "c/libvirt/qemu.conf")) {
                    give(folder.resolve(each));
                }
            }
            return new PrivateLibvirtd(folder, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The QEMU driver, read-only and read-write alike: a session daemon has one socket. */
    public String uri() {
        return "qemu+unix:///session?socket=" + socket();
    }

    /** The test driver behind this daemon, with its one domain {@code test}. */
    public String testUri() {
        return "test+unix:///default?socket=" + socket();
    }

    /** The test driver behind this daemon with the nodes of a file that nobody may read. */
    public String testUri(Path nodes) {
        return "test+unix://" + nodes.toAbsolutePath() + "?socket=" + socket();
    }

    /** Where it listens. */
    public Path socket() {
        return folder.resolve("libvirt/libvirt-sock");
    }

    /** A folder that the daemon may read. */
    public Path folder() {
        return folder;
    }

    /** Runs virsh on the QEMU driver; fails unless it ends well. */
    public String virsh(String... arguments) {
        return virshOn(uri(), arguments);
    }

    /** Runs virsh on another of the URIs. */
    public String virshOn(String uri, String... arguments) {
        var all = new ArrayList<>(List.of("virsh", "-q", "-c", uri));
        all.addAll(List.of(arguments));
        var run = RealPart.run(folder, "", all);
        assertThat(run.exitCode()).as(all + ": " + run.output()).isZero();
        return run.output();
    }

    /** Defines a guest; answers its UUID. */
    public String define(Guest guest) {
        try {
            var file = Files.createTempFile(folder, "domain", ".xml");
            Files.writeString(file, guest.xml());
            virsh("define", file.toString());
            return guest.uuid();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Defines and starts a guest; answers its UUID. */
    public String run(Guest guest) {
        define(guest);
        virsh("start", guest.uuid());
        return guest.uuid();
    }

    /** Defines and starts a guest that uses no processor time; answers its UUID. */
    public String runPaused(Guest guest) {
        define(guest);
        virsh("start", guest.uuid(), "--paused");
        return guest.uuid();
    }

    /** An empty disk of 1 MiB. */
    public Path disk(String fileName) {
        return qcow2(folder.resolve(fileName), List.of(), "1M");
    }

    /**
     * A qcow2 disk that stands on another file and is as large.
     *
     * @param backing the other as the disk's header is to name it: as it is, or from the disk's
     *     folder on
     */
    public Path overlay(Path disk, String backing, String backingFormat) {
        return qcow2(disk, List.of("-b", backing, "-F", backingFormat));
    }

    private static Path qcow2(Path disk, List<String> options, String... size) {
        var command = new ArrayList<>(List.of("qemu-img", "create", "-f", "qcow2"));
        command.addAll(options);
        command.add(disk.toString());
        command.addAll(List.of(size));
        var run = RealPart.run(Path.of("/"), "", command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        try {
            give(disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return disk;
    }

    /** A disk with one sector of code, which a guest boots from. */
    public Path bootDisk(String fileName, byte... code) {
        var image = Arrays.copyOf(code, DISK_BYTES);
        image[SECTOR_BYTES - 2] = 0x55;
        image[SECTOR_BYTES - 1] = (byte) 0xaa;
        var disk = folder.resolve(fileName);
        try {
            Files.write(disk, image);
            give(disk);
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A qcow2 disk of which nothing can be read: its one cluster is no zlib stream. */
    public Path brokenDisk(String fileName) {
        var disk = disk(fileName);
        try {
            var image = ByteBuffer.wrap(Arrays.copyOf(Files.readAllBytes(disk), DISK_BYTES));
            image.putLong(Math.toIntExact(image.getLong(QCOW2_L1_OFFSET)), COPIED | L2_OFFSET);
            image.putLong(L2_OFFSET, COMPRESSED | DATA_OFFSET);
            image.putLong(DATA_OFFSET, -1);
            Files.write(disk, image.array());
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of a running guest. */
    public long qemuPid(Guest guest) {
        return guestPids().stream()
                .filter(pid -> commandLine(pid).contains(guest.uuid()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(guest.name() + " does not run"));
    }

    /** The process of the daemon. */
    public long pid() {
        return daemon.pid();
    }

    /** How many sockets it has open: those that it listens on, and one a client. */
    public long sockets() {
        try (var files = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return files.filter(PrivateLibvirtd::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException _) {
            return false; // It was closed.
        }
    }

    /** SIGSTOP: it is there and does not answer. */
    public void stop() {
        signal("STOP", pid());
    }

    /** SIGCONT. */
    public void cont() {
        signal("CONT", pid());
    }

    /** SIGKILL, and waits for its end. Guests go on. */
    public void kill() {
        signal("KILL", pid());
        daemon.close();
    }

    /** Starts it again after {@link #kill}; finds its guests as they are by now. */
    public void startAgain() {
        daemon = launch();
    }

    /** Sends a signal to any process of this daemon's, a guest's for instance. */
    public void signal(String name, long pid) {
        var run = RealPart.run(folder, "", List.of("kill", "-" + name, Long.toString(pid)));
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    @Override
    public void close() {
        if (daemon.isAlive()) {
            kill();
        }
        for (long pid : guestPids()) {
            if (commandLine(pid).contains("qemu")) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        RealPart.run(Path.of("/"), "", List.of("rm", "-rf", folder.toString()));
    }

    /** By the files that libvirt keeps, whose names a JVM without UTF-8 cannot even spell. */
    private List<Long> guestPids() {
        var pids = new ArrayList<Long>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder.resolve("libvirt/qemu/run"), "*.pid")) {
            for (Path file : files) {
                if (!file.endsWith("driver.pid")) {
                    pids.add(Long.parseLong(Files.readString(file).strip()));
                }
            }
        } catch (NoSuchFileException _) {
            // No guest was ever started, or one ended just now.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pids;
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return ""; // It ended.
        }
    }

    private RealPart launch() {
        return RealPart.start(folder, "libvirtd", command)
                .once(SOON, () -> virshOn(testUri(), "uri"));
    }

    private static List<String> command(Path folder, List<String> as) {
        var command = new ArrayList<>(List.of("env", "-i", "LC_ALL=C.UTF-8"));
        command.add("PATH=" + System.getenv("PATH"));
        command.add("HOME=" + folder);
        command.add("XDG_CONFIG_HOME=" + folder.resolve("c"));
        command.add("XDG_CACHE_HOME=" + folder.resolve("k"));
        command.add("XDG_RUNTIME_DIR=" + folder);
        command.addAll(as);
        // Ends by itself where a test run was killed that had no guest left running.
        command.addAll(List.of("libvirtd", "--timeout", "300"));
        return List.copyOf(command);
    }

    private static List<String> asNobody() {
        RealPart.require("setpriv", "apt-get install util-linux");
        var group = RealPart.run(Path.of("/"), "", List.of("id", "-g", "nobody"));
        return List.of(
                "setpriv", "--reuid=nobody", "--regid=" + group.output().strip(), "--clear-groups");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void give(Path path) throws IOException {
        if (isRoot()) {
            var users = path.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(path, users.lookupPrincipalByName("nobody"));
        }
    }
}
