package io.hypervigil.host.dbus;

import io.hypervigil.collect.Threads;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A D-Bus service written for tests: on a real bus, or listening itself. */
public final class FakeService implements AutoCloseable {

    private final Closeable endpoint;
    private final Thread thread;

    private FakeService(Closeable endpoint, Thread thread) {
        this.endpoint = endpoint;
        this.thread = thread;
    }

    /** A method that somebody calls. */
    public record Call(String path, String interfaceName, String member, List<Object> arguments) {}

    /** What the service says. */
    public record Answer(String signature, List<Object> values, String error) {

        public Answer {
            values = List.copyOf(values);
        }

        /** A value returned. */
        public static Answer of(String signature, Object... values) {
            return new Answer(signature, List.of(values), "");
        }

        /** A variant returned, as a property is. */
        public static Answer property(String signature, Object value) {
            return of("v", new ValueWriter.Variant(signature, value));
        }

        /** A refusal. */
        public static Answer error(String name, String message) {
            return new Answer("s", List.of(message), name);
        }
    }

    /**
     * Takes a name on a bus.
     *
     * @param behaviour what it answers; empty where it never does
     */
    public static FakeService onBus(
            Path socket, String name, Function<Call, Optional<Answer>> behaviour) throws Exception {
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        write(channel, "\0AUTH EXTERNAL\r\nDATA\r\n");
        readLine(channel);
        readLine(channel);
        write(channel, "BEGIN\r\n");
        call(channel, 1, "Hello", List.of());
        call(channel, 2, "RequestName", List.of(name, 0L));
        return new FakeService(
                channel, Threads.start("fake-service", () -> serve(channel, behaviour)));
    }

    /** Listens itself, as systemd's private socket does. */
    public static FakeService listening(Path socket, Function<Call, Optional<Answer>> behaviour)
            throws IOException {
        return scripted(
                socket,
                channel -> {
                    readLine(channel);
                    write(channel, "DATA\r\n");
                    readLine(channel);
                    write(channel, "OK 0123456789abcdef0123456789abcdef\r\n");
                    readLine(channel);
                    serve(channel, behaviour);
                });
    }

    /** What a server does with its one connection. */
    @FunctionalInterface
    public interface Script {
        void run(SocketChannel channel) throws IOException;
    }

    /** Listens, and does what a test says with the first connection. */
    public static FakeService scripted(Path socket, Script script) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return new FakeService(
                server,
                Threads.start(
                        "fake-service",
                        () -> {
                            try (var channel = server.accept()) {
                                script.run(channel);
                            } catch (IOException _) {
                                // The test is over.
                            }
                        }));
    }

    private static void serve(SocketChannel channel, Function<Call, Optional<Answer>> behaviour) {
        try {
            while (true) {
                serveOne(channel, behaviour);
            }
        } catch (IOException _) {
            // The test is over.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void serveOne(SocketChannel channel, Function<Call, Optional<Answer>> behaviour)
            throws Exception {
        var message = read(channel);
        if (message.get(1) != 1) {
            return;
        }
        var head = new ValueReader(message.duplicate().order(message.order())).all("yyyyuua(yv)");
        long serial = (Long) head.get(5);
        var arguments = message.duplicate().order(message.order());
        arguments.position((Message.FIXED_BYTES + message.getInt(12) + 7) / 8 * 8);
        var call =
                new Call(
                        field(head, 1),
                        field(head, 2),
                        field(head, 3),
                        new ValueReader(arguments).all(field(head, 8)));
        var answer = behaviour.apply(call);
        if (answer.isPresent()) {
            var bytes =
                    ServiceMessage.answer(
                            ByteOrder.LITTLE_ENDIAN, serial, field(head, 7), answer.get());
            channel.write(ByteBuffer.wrap(bytes));
        }
    }

    private static String field(List<Object> head, long code) {
        for (Object field : (List<?>) head.get(6)) {
            if (((List<?>) field).get(0).equals(code)) {
                return (String) ((List<?>) field).get(1);
            }
        }
        return "";
    }

    private static void call(
            SocketChannel channel, long serial, String member, List<Object> arguments)
            throws Exception {
        var fields =
                List.of(
                        List.of(1L, new ValueWriter.Variant("o", "/org/freedesktop/DBus")),
                        List.of(2L, new ValueWriter.Variant("s", "org.freedesktop.DBus")),
                        List.of(3L, new ValueWriter.Variant("s", member)),
                        List.of(6L, new ValueWriter.Variant("s", "org.freedesktop.DBus")),
                        List.of(8L, new ValueWriter.Variant("g", arguments.isEmpty() ? "" : "su")));
        var bytes =
                ServiceMessage.message(
                        ByteOrder.LITTLE_ENDIAN,
                        1,
                        fields,
                        arguments.isEmpty() ? "" : "su",
                        arguments);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, (int) serial);
        channel.write(ByteBuffer.wrap(bytes));
        while (Message.parse(read(channel)).replySerial() != serial) {
            // Signals come in between.
        }
    }

    private static ByteBuffer read(SocketChannel channel) throws IOException {
        var fixed = fill(channel, ByteBuffer.allocate(Message.FIXED_BYTES));
        var whole = ByteBuffer.allocate(Message.length(fixed)).order(ByteOrder.LITTLE_ENDIAN);
        return fill(channel, whole.put(fixed));
    }

    private static ByteBuffer fill(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    /** Writes text; a leading zero byte is what authentication begins with. */
    public static void write(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Reads up to the end of a line. */
    public static void readLine(SocketChannel channel) throws IOException {
        byte last;
        do {
            last = fill(channel, ByteBuffer.allocate(1)).get(0);
        } while (last != '\n');
    }

    @Override
    public void close() throws IOException {
        endpoint.close();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
