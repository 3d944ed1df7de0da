package io.hypervigil.containers.http;

import io.hypervigil.collect.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A server on a unix socket that answers any bytes that a test wants, however nonsensical.
 *
 * <p>Thread: any.
 */
public final class ScriptedServer implements AutoCloseable {

    /** Closes the connection where it stands in an answer, as its last character. */
    public static final String HANG_UP = "\uffff";

    private final Path folder;
    private final ServerSocketChannel server;
    private final Function<String, String> script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();

    private ScriptedServer(Path folder, Function<String, String> script) throws IOException {
        this.folder = folder;
        this.script = script;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
    }

    /**
     * @param script from a request, its body included, to the bytes of the answer, a character each
     */
    public static ScriptedServer start(Function<String, String> script) {
        try {
            var started = new ScriptedServer(Files.createTempDirectory("hv"), script);
            Threads.start("test-accept", started::accept);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers every request with the same. */
    public static ScriptedServer answering(String answer) {
        return start(_ -> answer);
    }

    public Path socket() {
        return folder.resolve("s");
    }

    /** What was asked so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made so far. */
    public int connections() {
        return connections.size();
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                connections.add(connection);
                Threads.start("test-serve", () -> serve(connection));
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            for (var request = request(connection);
                    !request.isEmpty();
                    request = request(connection)) {
                requests.add(request);
                var answer = script.apply(request);
                var bytes = answer.replace(HANG_UP, "").getBytes(StandardCharsets.ISO_8859_1);
                var left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    connection.write(left);
                }
                if (answer.endsWith(HANG_UP)) {
                    return;
                }
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    /** Requests come whole here: they are small. */
    private static String request(SocketChannel connection) throws IOException {
        var text = new StringBuilder();
        var bytes = ByteBuffer.allocate(65536);
        do {
            if (connection.read(bytes.clear()) < 0) {
                return "";
            }
            text.append(StandardCharsets.ISO_8859_1.decode(bytes.flip()));
        } while (!isWhole(text.toString()));
        return text.toString();
    }

    private static boolean isWhole(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        var length = text.indexOf("Content-Length: ");
        if (length < 0) {
            return true;
        }
        int from = length + "Content-Length: ".length();
        return text.length() - end - 4
                >= Integer.parseInt(text.substring(from, text.indexOf('\r', from)));
    }

    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel connection : connections) {
                connection.close();
            }
            Files.deleteIfExists(socket());
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
