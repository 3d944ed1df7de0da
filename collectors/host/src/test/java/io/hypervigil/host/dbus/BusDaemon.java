package io.hypervigil.host.dbus;

import io.hypervigil.collect.Permitted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/**
 * A real dbus-daemon on a socket of its own (Debian: package dbus). Where it is missing, the test
 * fails on a build server ({@code CI=true}) and is skipped with one line elsewhere.
 */
public final class BusDaemon implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/dbus-daemon");

    private final Process process;
    private final Path socket;

    private BusDaemon(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /** Starts one below the root of a host, where a system bus listens. */
    @Permitted("a real daemon is what the test is about")
    public static BusDaemon below(Path root) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            var line = PROGRAM + " is not here: install the package dbus";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(line);
            }
            throw new TestAbortedException(line);
        }
        var folder = Files.createDirectories(root.resolve("run/dbus"));
        var socket = folder.resolve("system_bus_socket");
        var configuration = folder.resolve("bus.conf");
        // max_replies_per_connection as on a system bus: it refuses who asks more at once.
        Files.writeString(
                configuration,
                """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <listen>unix:path=SOCKET</listen>
                  <auth>EXTERNAL</auth>
                  <policy context="default">
                    <allow send_destination="*" eavesdrop="true"/>
                    <allow eavesdrop="true"/>
                    <allow own="*"/>
                  </policy>
                  <limit name="max_replies_per_connection">128</limit>
                </busconfig>
                """
                        .replace("SOCKET", socket.toAbsolutePath().toString()));
        var process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "--config-file=" + configuration,
                                "--nofork",
                                "--print-address=1")
                        .redirectError(folder.resolve("bus.log").toFile())
                        .start();
        awaitReady(process);
        return new BusDaemon(process, socket);
    }

    /** It prints its address once it listens. */
    private static void awaitReady(Process process) throws IOException {
        var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (reader.readLine() == null) {
            throw new IOException("dbus-daemon ended at once");
        }
    }

    /** Where it listens. */
    public Path socket() {
        return socket;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("dbus-daemon does not end", e);
        }
    }
}
