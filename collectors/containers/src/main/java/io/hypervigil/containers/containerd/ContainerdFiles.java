package io.hypervigil.containers.containerd;

import io.hypervigil.containers.instance.FileInstance;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.oci.Frozen;
import io.hypervigil.containers.oci.OciConfig;
import io.hypervigil.containers.oci.StateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What runs below containerd: {@code io.containerd.runtime.v2.task/NAMESPACE/ID} in its state
 * folder, with {@code init.pid} and {@code config.json}. Docker's containers are among them
 * (namespace {@code moby}): known by this way alone where Docker's socket may not be used.
 *
 * <p>Thread: one.
 */
public final class ContainerdFiles implements FileInstance.Source {

    /** The name that its containers and metrics carry. */
    public static final String RUNTIME = Task.RUNTIME;

    private static final String TASKS = "io.containerd.runtime.v2.task";

    private final Path state;
    private final Path proc;
    private final Frozen frozen;

    /** Of what was read: the configuration of a container never changes. */
    private final Map<String, OciConfig> configs = new HashMap<>();

    /**
     * @param state {@code /run/containerd}
     * @param proc where the host's /proc is
     */
    public ContainerdFiles(Path state, Path proc, Frozen frozen) {
        this.state = state;
        this.proc = proc;
        this.frozen = frozen;
    }

    @Override
    public Map<String, Container> read(Map<String, Container> before) throws IOException {
        var tasks = state.resolve(TASKS);
        if (!Files.isDirectory(tasks)) {
            if (Files.isDirectory(state)) {
                return Map.of(); // Nothing ever ran.
            }
            throw new IOException(state + ": containerd's state may not be read, or is gone");
        }
        var found = new HashMap<String, Container>();
        for (String namespace : StateFiles.names(tasks)) {
            for (String id : StateFiles.names(tasks.resolve(namespace))) {
                read(tasks.resolve(namespace).resolve(id), id, found);
            }
        }
        configs.keySet().retainAll(found.keySet());
        return found;
    }

    private void read(Path bundle, String id, Map<String, Container> into) throws IOException {
        var pid = StateFiles.number(bundle.resolve("init.pid"));
        var config = configs.get(id);
        if (config == null) {
            config = StateFiles.json(bundle.resolve("config.json")).map(OciConfig::of).orElse(null);
        }
        // Its files are written one after another, and the pid last.
        if (config == null || pid.isEmpty()) {
            return;
        }
        configs.put(id, config);
        into.put(id, Task.of(id, config, pid, started(bundle), state(pid.getAsLong())));
    }

    private static Optional<Instant> started(Path bundle) {
        var written = StateFiles.written(bundle.resolve("init.pid"));
        return written.isPresent()
                ? Optional.of(Instant.ofEpochSecond(0, written.getAsLong()))
                : Optional.empty();
    }

    @Override
    public String unsaid() {
        return "exit codes, restarts and health";
    }

    private State state(long pid) {
        if (!Files.isDirectory(proc.resolve(Long.toString(pid)))) {
            return State.EXITED;
        }
        return frozen.is(pid) ? State.PAUSED : State.RUNNING;
    }
}
