package io.hypervigil.containers.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import io.hypervigil.containers.podman.StorageFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Podman with folders of a test's own, one image, {@link #IMAGE}, and a service where it is wanted.
 * Where it is missing, or the test is not root, it is skipped.
 *
 * <p>Thread: one.
 */
public final class PrivatePodman implements AutoCloseable {

    /** Busybox, made on the spot. */
    public static final String IMAGE = "localhost/busy:1";

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path folder;
    private @Nullable RealPart service;

    private PrivatePodman(Path folder) {
        this.folder = folder;
    }

    /** Makes the folders and the image; nothing runs yet. */
    public static PrivatePodman make() {
        for (String program : List.of("podman", "conmon", "runc", "busybox")) {
            RealPart.require(program, "apt-get install podman runc busybox-static");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw RealPart.missing("a Podman of root's", "run the tests as root");
        }
        try {
            var made = new PrivatePodman(Files.createTempDirectory("hvp"));
            made.podman("import", Busybox.tar(made.folder).toString(), "busy:1");
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its service listens. */
    public Path socket() {
        return folder.resolve("podman.sock");
    }

    /** Where it keeps containers. */
    public StorageFolders folders() {
        return new StorageFolders(
                folder.resolve("root"), folder.resolve("run"), folder.resolve("tmp/exits"));
    }

    /** Runs a container in the background, without a network unless told; answers its id. */
    public String run(List<String> options, String... command) {
        // Without these limits runc fails where the machine's own are lower.
        var all =
                new ArrayList<>(
                        List.of(
                                "run",
                                "-d",
                                "--ulimit=nofile=1024:1024",
                                "--ulimit=nproc=4096:4096"));
        if (options.stream().noneMatch(option -> option.startsWith("--network="))) {
            all.add("--network=none");
        }
        all.addAll(options);
        all.add(IMAGE);
        all.addAll(List.of(command));
        return podman(all.toArray(String[]::new)).strip();
    }

    /** Runs podman; fails unless it ends well. */
    public String podman(String... arguments) {
        var all = command();
        all.addAll(List.of(arguments));
        var run = RealPart.run(folder, "", all);
        assertThat(run.exitCode()).as(all + ": " + run.output()).isZero();
        return run.output();
    }

    /** Starts its service and waits until it listens. */
    public void serve() throws Exception {
        var all = command();
        all.addAll(List.of("system", "service", "-t", "0", "unix://" + socket()));
        service =
                RealPart.start(folder, "podman", all)
                        .once(SOON, () -> assertThat(socket()).exists());
    }

    /** Ends its service; containers go on. */
    public void endService() {
        if (service != null) {
            service.close();
            service = null;
        }
    }

    private List<String> command() {
        return new ArrayList<>(
                List.of(
                        "podman",
                        "--root=" + folder.resolve("root"),
                        "--runroot=" + folder.resolve("run"),
                        "--tmpdir=" + folder.resolve("tmp"),
                        "--storage-driver=vfs",
                        "--events-backend=file",
                        "--cgroup-manager=cgroupfs",
                        "--runtime=runc"));
    }

    @Override
    public void close() {
        try {
            podman("pod", "rm", "-af", "-t", "0");
            podman("rm", "-af", "-t", "0");
        } finally {
            endService();
            Leftovers.remove(folder);
        }
    }
}
