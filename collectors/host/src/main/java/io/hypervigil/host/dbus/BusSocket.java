package io.hypervigil.host.dbus;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** A unix socket whose reads and writes end by a deadline. */
final class BusSocket implements AutoCloseable {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Duration limit;
    private final long deadlineNanos;

    /**
     * @param limit for all that is done with it, from now on
     */
    BusSocket(Path path, Duration limit) throws IOException {
        this.limit = limit;
        this.deadlineNanos = System.nanoTime() + limit.toNanos();
        this.channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        try {
            this.selector = Selector.open();
            channel.configureBlocking(false);
            this.key = channel.register(selector, 0);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Reads until the buffer is full. */
    void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer);
            if (read < 0) {
                throw new EOFException("closed by the other end");
            }
            if (read == 0) {
                await(SelectionKey.OP_READ);
            }
        }
    }

    /** Writes all that is in the buffer. */
    void write(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private void await(int operation) throws IOException {
        long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        key.interestOps(operation);
        if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
            throw new IOException("no answer within " + limit.toMillis() + " ms");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}
