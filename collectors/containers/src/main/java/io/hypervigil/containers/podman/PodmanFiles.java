package io.hypervigil.containers.podman;

import io.hypervigil.containers.instance.FileInstance;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.Pod;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.inventory.OomKills;
import io.hypervigil.containers.json.Json;
import io.hypervigil.containers.oci.Frozen;
import io.hypervigil.containers.oci.OciConfig;
import io.hypervigil.containers.oci.OciConfig.Network;
import io.hypervigil.containers.oci.StateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Podman's containers without Podman: {@code DRIVER-containers/containers.json} and {@code
 * volatile-containers.json} of containers/storage, the OCI configuration of each, the process of
 * conmon that watches over one that runs, and the exit code that it leaves, which Podman from 4 on
 * takes away once it has read it.
 *
 * <p>Names, images, times, pids, pods' ids and GPUs are in files. Labels, health, restarts, most
 * exit codes and pods' names are in Podman's database (bolt or SQLite), which only Podman reads:
 * they are missing. One whose OCI configuration was never written has never run.
 *
 * <p>Thread: one.
 */
public final class PodmanFiles implements FileInstance.Source {

    private static final List<String> LISTS =
            List.of("containers.json", "volatile-containers.json");
    private static final List<String> DRIVERS = List.of("overlay", "vfs", "btrfs", "zfs");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final String POD = "io.kubernetes.cri-o.SandboxID";

    /** A user's files say what the user wants them to, and our memory is small. */
    private static final int MAX_CONTAINERS = 5_000;

    private static final int MAX_CODE = 255;
    private static final int MAX_CONTAINERS_OF_USER = 500;
    private static final Pattern PARENT =
            Pattern.compile(".*\\) [A-Za-z] ([0-9]+) .*", Pattern.DOTALL);

    private final StorageFolders folders;
    private final Optional<String> user;
    private final Path proc;
    private final Frozen frozen;

    /** What the lists said when they were last written. */
    private final Map<Path, ReadList> lists = new HashMap<>();

    private final Map<String, OciConfig> configs = new HashMap<>();

    private record ReadList(long writtenNanos, List<Entry> entries) {}

    private record Entry(String id, String name, String image, Optional<Instant> created) {}

    /**
     * @param user whose they are, where they are not root's
     * @param proc where the host's /proc is
     */
    public PodmanFiles(StorageFolders folders, Optional<String> user, Path proc, Frozen frozen) {
        this.folders = folders;
        this.user = user;
        this.proc = proc;
        this.frozen = frozen;
    }

    @Override
    public Map<String, Container> read(Map<String, Container> before) throws IOException {
        if (!Files.isDirectory(folders.graph())) {
            throw new IOException(folders.graph() + ": may not be read, or is gone");
        }
        var found = new HashMap<String, Container>();
        for (String driver : DRIVERS) {
            var containers = driver + "-containers";
            for (String list : LISTS) {
                for (Entry entry : entries(folders.graph().resolve(containers).resolve(list))) {
                    if (found.size()
                            < (user.isPresent() ? MAX_CONTAINERS_OF_USER : MAX_CONTAINERS)) {
                        found.put(entry.id, container(containers, entry));
                    }
                }
            }
        }
        configs.keySet().retainAll(found.keySet());
        return found;
    }

    private List<Entry> entries(Path file) throws IOException {
        var written = StateFiles.written(file);
        if (written.isEmpty()) {
            return List.of();
        }
        var known = lists.get(file);
        if (known == null || known.writtenNanos != written.getAsLong()) {
            var json = StateFiles.json(file);
            var entries =
                    json.stream()
                            .flatMap(all -> all.items().stream())
                            .map(PodmanFiles::entry)
                            .filter(entry -> ID.matcher(entry.id).matches())
                            .toList();
            known = new ReadList(written.getAsLong(), entries);
            lists.put(file, known);
        }
        return known.entries;
    }

    private static Entry entry(Json json) {
        return new Entry(
                json.at("id").textOrEmpty(),
                Inspected.cut(json.at("names").texts().stream().findFirst().orElse("")),
                imageName(json.at("metadata").textOrEmpty()),
                Inspected.instant(json.at("created")));
    }

    /** A document within the document; an old one that is none has no image. */
    private static String imageName(String metadata) {
        try {
            return Inspected.cut(Json.parse("metadata", metadata).at("image-name").textOrEmpty());
        } catch (IOException _) {
            return "";
        }
    }

    private Container container(String containers, Entry entry) throws IOException {
        var data = Path.of(containers, entry.id, "userdata");
        var config = config(folders.graph().resolve(data).resolve("config.json"), entry.id);
        var pidFile = folders.run().resolve(data).resolve("pidfile");
        var pid = pid(pidFile, folders.run().resolve(data).resolve("conmon.pid"), entry.id);
        var state = state(pid, config);
        var exit = folders.exits().resolve(entry.id);
        return new Container(
                PodmanApi.RUNTIME,
                user,
                entry.id,
                entry.name,
                entry.image,
                state,
                pid,
                state == State.EXITED ? exitCode(exit) : OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                new Container.Times(
                        entry.created,
                        pid.isPresent() ? written(pidFile) : Optional.empty(),
                        state == State.EXITED ? written(exit) : Optional.empty()),
                // A user's own systemd has a tree of its own, of which this says nothing.
                user.isPresent() ? Optional.empty() : config.flatMap(OciConfig::cgroup),
                config.map(OciConfig::network).orElse(Network.OWN) == Network.OWN,
                Map.of(),
                config.map(OciConfig::annotations)
                        .map(notes -> notes.get(POD))
                        .map(id -> new Pod(id, "", "", "")),
                config.map(OciConfig::gpus).orElse(List.of()),
                // conmon leaves it there, and Podman takes it away.
                OomKills.ofLastRun(
                        StateFiles.written(folders.graph().resolve(data).resolve("oom"))
                                .isPresent()));
    }

    private State state(OptionalLong pid, Optional<OciConfig> config) {
        if (pid.isPresent()) {
            return frozen.is(pid.getAsLong()) ? State.PAUSED : State.RUNNING;
        }
        return config.isPresent() ? State.EXITED : State.CREATED;
    }

    private static OptionalInt exitCode(Path exit) {
        var code = StateFiles.number(exit);
        return code.isPresent() && code.getAsLong() <= MAX_CODE
                ? OptionalInt.of((int) code.getAsLong())
                : OptionalInt.empty();
    }

    @Override
    public String unsaid() {
        return "exit codes, labels, restarts, health and names of pods";
    }

    private Optional<OciConfig> config(Path file, String id) throws IOException {
        var known = configs.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        var read = StateFiles.json(file).map(OciConfig::of);
        read.ifPresent(config -> configs.put(id, config));
        return read;
    }

    /**
     * The first process, where it runs: it is a child of conmon, which lives as long as the
     * container. A number in a file alone may be somebody else's process by now, or by intent.
     */
    private OptionalLong pid(Path pidFile, Path conmonFile, String id) {
        var pid = StateFiles.number(pidFile);
        var conmon = StateFiles.number(conmonFile);
        if (pid.isEmpty() || conmon.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean isWatched =
                List.of(ofProcess(conmon.getAsLong(), "cmdline").split("\0", -1)).contains(id);
        var parent = PARENT.matcher(ofProcess(pid.getAsLong(), "stat"));
        return isWatched
                        && parent.matches()
                        && parent.group(1).equals(Long.toString(conmon.getAsLong()))
                ? pid
                : OptionalLong.empty();
    }

    private String ofProcess(long pid, String file) {
        try {
            return Files.readString(
                    proc.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return ""; // It ended.
        }
    }

    private static Optional<Instant> written(Path file) {
        var written = StateFiles.written(file);
        return written.isPresent()
                ? Optional.of(Instant.ofEpochSecond(0, written.getAsLong()))
                : Optional.empty();
    }
}
