package io.hypervigil.alerting.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A real Alertmanager on a port of its own; where there is none the test is skipped. */
public final class RealAlertmanager implements AutoCloseable {

    private final Process process;
    private final String address;

    @Permitted("a real Alertmanager")
    public RealAlertmanager(Path folder) throws IOException, InterruptedException {
        var program = program("prometheus-alertmanager");
        Files.writeString(
                folder.resolve("am.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
        var log = folder.resolve("am.log");
        process =
                new ProcessBuilder(
                                program.toString(),
                                "--config.file=" + folder.resolve("am.yml"),
                                "--storage.path=" + folder.resolve("data"),
                                "--cluster.listen-address=",
                                "--web.listen-address=127.0.0.1:0")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var listening = java.util.regex.Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
        String found = "";
        while (found.isEmpty() && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
            var match = listening.matcher(Files.readString(log).replace("127.0.0.1:0", ""));
            found = match.find() ? match.group() : "";
        }
        if (found.isEmpty()) {
            throw new TestAbortedException(
                    "Alertmanager does not start: " + Files.readAllLines(log).getLast());
        }
        address = found;
    }

    /** Its host and port. */
    public String address() {
        return address;
    }

    /** One of its programs, newest first: unpacked ones, then the system's. */
    public static Path program(String name) {
        var peers =
                Optional.ofNullable(System.getenv("HYPERVIGIL_PEERS"))
                        .orElse(System.getProperty("user.home") + "/.cache/hypervigil/peers");
        return Stream.of(peers + "/root/usr/bin/", "/usr/bin/")
                .map(folder -> Path.of(folder + name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new TestAbortedException("no " + name + " here"));
    }

    @Override
    public void close() {
        process.destroy();
        // Its folder is deleted next, and it writes there to its end.
        process.onExit().join();
    }
}
