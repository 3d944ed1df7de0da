package io.hypervigil.host.dbus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection to a message bus, or to a service directly, for one round of questions.
 *
 * <pre>{@code
 * try (var bus = BusConnection.toBus(socket, Duration.ofSeconds(4))) {
 *     var replies = bus.call(List.of(MethodCall.property(service, path, iface, "Version")));
 * }
 * }</pre>
 *
 * <p>Every failure is an {@link IOException} that names the socket; after one, the connection is of
 * no further use.
 *
 * <p>Thread: one.
 */
public final class BusConnection implements AutoCloseable {

    /** A system bus refuses more than 128 calls that wait for an answer. */
    private static final int MAX_WAITING = 64;

    private static final int MAX_LINE = 1024;
    private static final String BUS = "org.freedesktop.DBus";

    private final Path path;
    private final BusSocket socket;
    private int lastSerial;

    private BusConnection(Path path, BusSocket socket) {
        this.path = path;
        this.socket = socket;
    }

    /**
     * Connects to a message bus.
     *
     * @param limit for the whole life of the connection
     */
    public static BusConnection toBus(Path path, Duration limit) throws IOException {
        var connection = toService(path, limit);
        try {
            connection.greet();
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Connects to a service that listens itself.
     *
     * @param limit for the whole life of the connection
     */
    public static BusConnection toService(Path path, Duration limit) throws IOException {
        BusSocket socket;
        try {
            socket = new BusSocket(path, limit);
        } catch (IOException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
        var connection = new BusConnection(path, socket);
        try {
            connection.authenticate();
            return connection;
        } catch (IOException e) {
            connection.close();
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Calls methods, many at once, and waits for all of them.
     *
     * @return the replies in the order of the calls
     */
    public List<Reply> call(List<MethodCall> calls) throws IOException {
        try {
            return exchange(calls);
        } catch (IOException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private List<Reply> exchange(List<MethodCall> calls) throws IOException {
        var replies = new ArrayList<Reply>();
        Map<Long, Reply> early = new HashMap<>();
        long firstSerial = lastSerial + 1L;
        int sent = 0;
        while (replies.size() < calls.size()) {
            while (sent < calls.size() && sent - replies.size() - early.size() < MAX_WAITING) {
                socket.write(CallEncoder.encode(calls.get(sent), ++lastSerial));
                sent++;
            }
            var message = next();
            if (message.type() == Message.METHOD_RETURN || message.type() == Message.ERROR) {
                early.put(message.replySerial(), message.reply());
            }
            Reply reply;
            while ((reply = early.remove(firstSerial + replies.size())) != null) {
                replies.add(reply);
            }
        }
        return replies;
    }

    private Message next() throws IOException {
        var fixed = ByteBuffer.allocate(Message.FIXED_BYTES);
        socket.fill(fixed);
        var whole = ByteBuffer.allocate(Message.length(fixed.flip()));
        whole.put(fixed);
        socket.fill(whole);
        return Message.parse(whole.flip());
    }

    /** The kernel tells the other end who we are: an empty identity asks it to take that. */
    private void authenticate() throws IOException {
        send("\0AUTH EXTERNAL\r\n");
        expect("DATA");
        send("DATA\r\n");
        expect("OK ");
        send("BEGIN\r\n");
    }

    private void greet() throws IOException {
        var hello = new MethodCall(BUS, "/org/freedesktop/DBus", BUS, "Hello", List.of());
        if (call(List.of(hello)).getFirst() instanceof Reply.Refusal(var error, var message)) {
            throw new IOException(path + ": " + error + ": " + message);
        }
    }

    private void send(String text) throws IOException {
        socket.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void expect(String beginning) throws IOException {
        var line = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (line.indexOf("\r\n") < 0) {
            if (line.length() > MAX_LINE) {
                throw new MalformedMessageException("a line of more than " + MAX_LINE + " bytes");
            }
            socket.fill(one.clear());
            line.append((char) (one.get(0) & 0xFF));
        }
        if (!line.toString().startsWith(beginning)) {
            throw new MalformedMessageException(
                    "'" + line.toString().strip() + "', " + beginning.strip() + " expected");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
