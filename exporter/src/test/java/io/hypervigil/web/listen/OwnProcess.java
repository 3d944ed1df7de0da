package io.hypervigil.web.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server in a process of its own, for what holds for a whole process: its port goes into a file,
 * and it ends with its standard input.
 */
final class OwnProcess {

    private OwnProcess() {}

    /**
     * @param args the web configuration, or "" for none; the file for the port
     */
    public static void main(String[] args) throws Exception {
        try (var server =
                args[0].isEmpty()
                        ? TestServer.plain(HttpLimits.DEFAULT)
                        : TestServer.of(Path.of(args[0]))) {
            publish(Path.of(args[1]), server.port());
            while (System.in.read() >= 0) {
                // Nobody says anything.
            }
        }
    }

    private static void publish(Path file, int port) throws IOException {
        var draft = file.resolveSibling("draft");
        Files.writeString(draft, "" + port);
        Files.move(draft, file);
    }
}
