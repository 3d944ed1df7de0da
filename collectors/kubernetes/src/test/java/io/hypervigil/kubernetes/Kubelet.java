package io.hypervigil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * In the kubelet's place: gRPC's own server for Python, on the kubelet's socket below a folder's
 * {@code root}. src/test/python/kubelet.py says which scenarios there are.
 */
public final class Kubelet implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private final Path folder;
    private final Path socket;
    private final RealPart server;

    private Kubelet(Path folder, Path socket, RealPart server) {
        this.folder = folder;
        this.socket = socket;
        this.server = server;
    }

    /** A server that does what the scenario says. */
    public static Kubelet in(Path folder, String scenario) throws Exception {
        var python = PYTHON.toString();
        if (!Files.isExecutable(PYTHON)
                || RealPart.run(folder, "", List.of(python, "-c", "import grpc")).exitCode() != 0) {
            throw RealPart.missing("gRPC for Python", "install python3-grpcio");
        }
        var socket = folder.resolve("root/var/lib/kubelet/pod-resources/kubelet.sock");
        Files.createDirectories(socket.getParent());
        write(folder, scenario);
        var script = Path.of("src/test/python/kubelet.py").toAbsolutePath().toString();
        var command = List.of(python, script, socket.toString(), folder.resolve("pods").toString());
        var service =
                RealPart.start(folder, "kubelet", command)
                        .once(START, () -> assertThat(socket).exists());
        return new Kubelet(folder, socket, service);
    }

    /** Does something else from now on. */
    void become(String scenario) throws IOException {
        write(folder, scenario);
    }

    /** Where it listens. */
    public Path socket() {
        return socket;
    }

    private static void write(Path folder, String scenario) throws IOException {
        Files.move(
                Files.writeString(folder.resolve("pods.new"), scenario),
                folder.resolve("pods"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Ends it; what it leaves of its socket stays. */
    @Override
    public void close() {
        server.close();
    }
}
