package io.hypervigil.libvirt.resource;

import io.hypervigil.collect.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The other end of a guest agent's channel: it answers libvirt as the agent within a guest does, or
 * hears and says nothing.
 *
 * <p>The domain's channel connects to it, and so does libvirt, which takes the path for QEMU's.
 */
final class PlayedAgent implements AutoCloseable {

    private static final Pattern COMMAND = Pattern.compile("\"execute\":\\s*\"([a-z-]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\\s*(\\d+)");
    private static final String UNKNOWN =
            "{\"error\":{\"class\":\"CommandNotFound\",\"desc\":\"not known\"}}";

    private final ServerSocketChannel server;
    private final Map<String, String> answers;

    private PlayedAgent(ServerSocketChannel server, Map<String, String> answers) {
        this.server = server;
        this.answers = answers;
    }

    /**
     * Listens.
     *
     * @param answers JSON by command; none for an agent that is silent
     */
    static PlayedAgent at(Path socket, Map<String, String> answers) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
        var agent = new PlayedAgent(server, Map.copyOf(answers));
        Threads.start("played-agent", agent::accept);
        return agent;
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                Threads.start("played-agent", () -> serve(connection));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            var lines =
                    new BufferedReader(Channels.newReader(connection, StandardCharsets.ISO_8859_1));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!answers.isEmpty()) {
                    var answer = answer(line) + "\n";
                    connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException _) {
            // The daemon or QEMU went away.
        }
    }

    private String answer(String line) {
        var command = COMMAND.matcher(line);
        if (!command.find()) {
            return UNKNOWN;
        }
        var id = ID.matcher(line);
        if (command.group(1).equals("guest-sync") && id.find()) {
            return "{\"return\":" + id.group(1) + "}";
        }
        var answer = answers.get(command.group(1));
        return answer == null ? UNKNOWN : "{\"return\":" + oneLine(answer) + "}";
    }

    private static String oneLine(String json) {
        return Objects.requireNonNull(json).replace("\n", " ");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
