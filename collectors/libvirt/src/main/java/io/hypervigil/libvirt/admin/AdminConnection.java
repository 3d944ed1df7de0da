package io.hypervigil.libvirt.admin;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A connection to the admin interface of a daemon. A call is a packet of libvirt's RPC: a length,
 * six numbers and values in XDR (libvirt.org/internals/rpc.html); numbers of procedures are those
 * of admin_protocol.x, which never change.
 *
 * <p>Thread: one. Nothing here waits for longer than the limit.
 */
final class AdminConnection implements AutoCloseable {

    private static final int PROGRAM = 0x06900690;
    private static final int VERSION = 1;
    private static final int CALL = 0;
    private static final int REPLY = 1;
    private static final int OK = 0;

    /** Program, version, procedure, type, serial, status. */
    private static final int HEADER_BYTES = 24;

    private static final int PROGRAM_AT = 0;
    private static final int TYPE_AT = 12;
    private static final int SERIAL_AT = 16;
    private static final int STATUS_AT = 20;

    /** The lists that are asked for take a few hundred bytes. */
    private static final int MOST_BYTES = 1 << 16;

    private final SocketChannel channel;
    private final Selector selector;
    private final long endNanos;
    private int serial;

    private AdminConnection(SocketChannel channel, Selector selector, Duration limit) {
        this.channel = channel;
        this.selector = selector;
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    /**
     * Opens one.
     *
     * @param limit for all that is asked on it
     */
    static AdminConnection open(Path socket, Duration limit) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        var selector = Selector.open();
        var connection = new AdminConnection(channel, selector, limit);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                throw new IOException("too many wait for the daemon");
            }
            channel.register(selector, SelectionKey.OP_READ);
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The answer of a procedure.
     *
     * @throws IOException where it is refused, is not answered in time, or makes no sense
     */
    XdrReader call(int procedure, XdrWriter arguments) throws IOException {
        serial++;
        var sent = arguments.bytes();
        var packet = ByteBuffer.allocate(Integer.BYTES + HEADER_BYTES + sent.length);
        packet.putInt(packet.capacity()).putInt(PROGRAM).putInt(VERSION).putInt(procedure);
        packet.putInt(CALL).putInt(serial).putInt(OK).put(sent).flip();
        if (moved(() -> channel.write(packet)) < packet.capacity()) {
            throw new IOException("the daemon takes no more calls");
        }
        while (true) {
            var answer = received(received(Integer.BYTES).getInt() - Integer.BYTES);
            if (answer.remaining() < HEADER_BYTES) {
                throw new IOException("a packet of " + answer.remaining() + " bytes");
            }
            // Whatever else a daemon sends, such as a keepalive, is no answer.
            if (answer.getInt(PROGRAM_AT) == PROGRAM
                    && answer.getInt(TYPE_AT) == REPLY
                    && answer.getInt(SERIAL_AT) == serial) {
                var values = new XdrReader(answer.position(HEADER_BYTES));
                return answer.getInt(STATUS_AT) == OK ? values : refused(values);
            }
        }
    }

    /** Its remote_error: code, domain, and the message, where there is one. */
    private static XdrReader refused(XdrReader error) throws IOException {
        int code = error.whole();
        error.whole();
        throw new IOException(error.count(1) == 0 ? "error " + code : error.text());
    }

    private ByteBuffer received(int length) throws IOException {
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("a packet of " + Integer.toUnsignedString(length) + " bytes");
        }
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            moved(() -> channel.read(bytes));
            if (bytes.hasRemaining()) {
                await();
            }
        }
        return bytes.flip();
    }

    /** Moves bytes to or from the daemon. */
    @FunctionalInterface
    private interface Move {
        int now() throws IOException;
    }

    /** How many bytes were moved. */
    private static int moved(Move move) throws IOException {
        try {
            int bytes = move.now();
            if (bytes < 0) {
                throw new EOFException();
            }
            return bytes;
        } catch (IOException e) {
            throw new IOException(
                    "the daemon ended the connection, as it does where its user is not ours", e);
        }
    }

    private void await() throws IOException {
        long leftMillis = (endNanos - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
            throw new IOException("the daemon does not answer");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
