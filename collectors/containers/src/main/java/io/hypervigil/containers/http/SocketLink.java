package io.hypervigil.containers.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A connected unix socket and what was read of it and not used yet. A selector ends each wait by
 * its deadline: a SocketChannel knows no SO_TIMEOUT. An interrupt ends them too, and the link.
 *
 * <p>Thread: one at a time.
 */
final class SocketLink implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;

    /** From one try to the next while the queue of connections is full. */
    private static final long RETRY_MILLIS = 20;

    private final Path path;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).flip();

    private SocketLink(Path path, SocketChannel channel, Selector selector) throws IOException {
        this.path = path;
        this.channel = channel;
        this.selector = selector;
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    static SocketLink open(Path path, Deadline deadline) throws IOException {
        var selector = Selector.open();
        try {
            while (true) {
                var link = tryToOpen(path, selector);
                if (link != null) {
                    return link;
                }
                // Its queue of connections is full, and a unix socket never tells when there is
                // room.
                if (deadline.isOver() || Thread.currentThread().isInterrupted()) {
                    throw HttpFailure.timedOut(path);
                }
                selector.select(RETRY_MILLIS);
            }
        } catch (IOException e) {
            selector.close();
            throw e;
        }
    }

    /** Null where the queue is full. */
    private static @Nullable SocketLink tryToOpen(Path path, Selector selector) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean isLinked = false;
        try {
            channel.configureBlocking(false);
            isLinked = channel.connect(UnixDomainSocketAddress.of(path));
            return isLinked ? new SocketLink(path, channel, selector) : null;
        } catch (IOException e) {
            isLinked = false;
            // EAGAIN has no exception of its own, but what else there may be has.
            if (e instanceof ConnectException || !Files.isWritable(path)) {
                throw HttpFailure.connecting(path, e);
            }
            return null;
        } finally {
            if (!isLinked) {
                channel.close();
            }
        }
    }

    Path path() {
        return path;
    }

    /** Read and not used yet. */
    ByteBuffer buffered() {
        return in;
    }

    /**
     * Waits for more where all was used.
     *
     * @return whether there is something, false where the time is over
     * @throws HttpFailure CLOSED where the other end has closed
     */
    boolean fill(Deadline deadline) throws IOException {
        if (in.hasRemaining()) {
            return true;
        }
        while (true) {
            int read = readNow();
            if (read < 0) {
                throw HttpFailure.closed(path, null);
            }
            if (read > 0) {
                return true;
            }
            if (!isReady(SelectionKey.OP_READ, deadline)) {
                return false;
            }
        }
    }

    void write(ByteBuffer bytes, Deadline deadline) throws IOException {
        while (bytes.hasRemaining()) {
            if (writeNow(bytes) == 0 && !isReady(SelectionKey.OP_WRITE, deadline)) {
                throw HttpFailure.timedOut(path);
            }
        }
    }

    /** Whether an idle link is still good: nothing came unasked, and the other end is there. */
    boolean isQuiet() {
        try {
            return !in.hasRemaining() && readNow() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private int readNow() throws IOException {
        in.clear();
        try {
            return channel.read(in);
        } catch (IOException e) {
            throw HttpFailure.closed(path, e);
        } finally {
            in.flip();
        }
    }

    private int writeNow(ByteBuffer bytes) throws IOException {
        try {
            return channel.write(bytes);
        } catch (IOException e) {
            throw HttpFailure.closed(path, e);
        }
    }

    private boolean isReady(int operation, Deadline deadline) throws IOException {
        long leftMillis = deadline.leftMillis();
        if (Thread.currentThread().isInterrupted()) {
            throw new ClosedByInterruptException();
        }
        key.interestOps(operation);
        int ready = leftMillis == 0 ? selector.selectNow() : selector.select(leftMillis);
        selector.selectedKeys().clear();
        // A wake-up before its time is no reason to give up.
        return ready > 0 || !deadline.isOver();
    }

    @Override
    public void close() {
        try (channel;
                selector) {
            key.cancel();
        } catch (IOException _) {
            // There is nobody to tell, and the link is gone either way.
        }
    }
}
