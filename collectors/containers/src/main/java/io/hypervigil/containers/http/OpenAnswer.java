package io.hypervigil.containers.http;

import io.hypervigil.containers.http.HttpFailure.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An answer whose body is still coming: events, a log, the progress of a pull. Close it.
 *
 * <p>Thread: one at a time. An interrupt ends a wait.
 */
public final class OpenAnswer implements AutoCloseable {

    private static final int FIRST_BYTES = 4096;
    private static final int MAX_WHOLE_BYTES = 64 * 1024;

    private final SocketLink link;
    private final AnswerHead head;
    private final BodyDecoder body;
    private final Consumer<SocketLink> keeper;
    private boolean isComplete;
    private boolean isClosed;

    /**
     * @param keeper takes the link for the next request, once the body is complete
     */
    OpenAnswer(SocketLink link, AnswerHead head, BodyDecoder body, Consumer<SocketLink> keeper) {
        this.link = link;
        this.head = head;
        this.body = body;
        this.keeper = keeper;
        this.isComplete = body.isComplete();
    }

    AnswerHead head() {
        return head;
    }

    /** 200 to 599. */
    public int status() {
        return head.status();
    }

    /** A header by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.headers().get(name));
    }

    /**
     * Reads what comes next.
     *
     * @return how many bytes; 0 where none came in time, -1 where the body is complete
     * @throws HttpFailure CLOSED or MALFORMED
     */
    public int read(ByteBuffer into, Duration wait) throws IOException {
        return read(into, Deadline.in(wait));
    }

    int read(ByteBuffer into, Deadline deadline) throws IOException {
        int before = into.position();
        while (!isComplete && into.position() == before) {
            if (!isFilled(deadline)) {
                return 0;
            }
            decode(into);
        }
        int count = into.position() - before;
        return count == 0 ? -1 : count;
    }

    /** False where the time is over; a connection that ends may complete the body. */
    private boolean isFilled(Deadline deadline) throws IOException {
        try {
            return link.fill(deadline);
        } catch (HttpFailure e) {
            if (e.reason() != Reason.CLOSED || !body.endsWithConnection()) {
                throw e;
            }
            isComplete = true;
            return true;
        }
    }

    private void decode(ByteBuffer into) throws HttpFailure {
        try {
            body.decode(link.buffered(), into);
            isComplete |= body.isComplete();
        } catch (IllegalArgumentException e) {
            throw HttpFailure.malformed(link.path(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * The answer with all of its body, an error mostly, whose text is short.
     *
     * @throws HttpFailure TOO_LARGE beyond 64 KiB
     */
    public Answer whole(Duration limit) throws IOException {
        return new Answer(head, rest(MAX_WHOLE_BYTES, Deadline.in(limit)));
    }

    /** All of the body from here on. */
    byte[] rest(int maxBytes, Deadline deadline) throws IOException {
        var bytes = ByteBuffer.allocate(Math.min(FIRST_BYTES, maxBytes + 1));
        while (true) {
            int count = read(bytes, deadline);
            if (count < 0) {
                return Arrays.copyOf(bytes.array(), bytes.position());
            }
            if (count == 0) {
                throw HttpFailure.timedOut(link.path());
            }
            if (bytes.position() > maxBytes) {
                throw HttpFailure.tooLarge(link.path(), "an answer", maxBytes);
            }
            if (!bytes.hasRemaining()) {
                int larger = (int) Math.min(bytes.capacity() * 4L, maxBytes + 1L);
                bytes = ByteBuffer.allocate(larger).put(bytes.flip());
            }
        }
    }

    HttpFailure tooLarge(String what, long limit) {
        return HttpFailure.tooLarge(link.path(), what, limit);
    }

    HttpFailure malformed(String what) {
        return HttpFailure.malformed(link.path(), what);
    }

    /** Ends the stream. A connection whose answer was read to its end is used again. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (isComplete && body.isComplete() && head.isKept()) {
            keeper.accept(link);
        } else {
            link.close();
        }
    }
}
