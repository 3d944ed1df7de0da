package io.hypervigil.containers.http;

import io.hypervigil.containers.http.HttpFailure.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 with one unix socket. Connections are opened when they are wanted; two are kept.
 *
 * <p>Thread: any; each exchange has a connection of its own while it lasts. An interrupt ends a
 * wait and leaves the flag set.
 */
public final class UnixHttpClient implements AutoCloseable {

    /** Of an answer that is read whole, where nothing else is said. */
    public static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final int MAX_INTERIM_ANSWERS = 8;
    private static final int KEPT = 2;

    private final Path socket;
    private final int maxBodyBytes;
    private final Deque<SocketLink> idle = new ArrayDeque<>();
    private boolean isClosed;

    public UnixHttpClient(Path socket) {
        this(socket, MAX_BODY_BYTES);
    }

    /**
     * @param maxBodyBytes a larger answer is refused, streams excepted
     */
    public UnixHttpClient(Path socket, int maxBodyBytes) {
        this.socket = socket;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Where it connects to. */
    public Path socket() {
        return socket;
    }

    /**
     * Sends a request and reads the whole answer, whatever its status.
     *
     * @param limit for all of it, connecting included
     * @throws HttpFailure where there is none
     */
    public Answer exchange(Request request, Duration limit) throws IOException {
        var deadline = Deadline.in(limit);
        try (var answer = open(request, deadline)) {
            return new Answer(answer.head(), answer.rest(maxBodyBytes, deadline));
        }
    }

    /**
     * Sends a request and reads the head of the answer; its body is read as it comes.
     *
     * @param limit until the head is there
     * @throws HttpFailure where there is none
     */
    public OpenAnswer open(Request request, Duration limit) throws IOException {
        return open(request, Deadline.in(limit));
    }

    private OpenAnswer open(Request request, Deadline deadline) throws IOException {
        var kept = takeIdle();
        if (kept != null) {
            try {
                return ask(kept, request, deadline);
            } catch (HttpFailure e) {
                // It may have been closed while the request was on its way.
                if (e.reason() != Reason.CLOSED || !request.isRepeatable()) {
                    throw e;
                }
            }
        }
        return ask(SocketLink.open(socket, deadline), request, deadline);
    }

    private OpenAnswer ask(SocketLink link, Request request, Deadline deadline) throws IOException {
        boolean isAnswered = false;
        try {
            link.write(request.head(), deadline);
            link.write(request.body(), deadline);
            var answer = answer(link, deadline);
            isAnswered = true;
            return answer;
        } finally {
            if (!isAnswered) {
                link.close();
            }
        }
    }

    private OpenAnswer answer(SocketLink link, Deadline deadline) throws IOException {
        try {
            for (int i = 0; i < MAX_INTERIM_ANSWERS; i++) {
                var head = AnswerHead.parse(head(link, deadline));
                if (!head.isInterim()) {
                    return new OpenAnswer(link, head, head.body(), this::keep);
                }
            }
            throw HttpFailure.malformed(socket, "interim answers without end");
        } catch (IllegalArgumentException e) {
            throw HttpFailure.malformed(socket, String.valueOf(e.getMessage()));
        }
    }

    /** All up to the empty line. */
    private String head(SocketLink link, Deadline deadline) throws IOException {
        var head = new ByteArrayOutputStream(512);
        int lineLength = 0;
        while (true) {
            if (!link.fill(deadline)) {
                throw HttpFailure.timedOut(socket);
            }
            byte next = link.buffered().get();
            head.write(next);
            if (next == '\n' && lineLength == 0 && head.size() > 2) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
            lineLength = next == '\n' ? 0 : lineLength + (next == '\r' ? 0 : 1);
            if (head.size() > MAX_HEAD_BYTES) {
                throw HttpFailure.tooLarge(socket, "a head", MAX_HEAD_BYTES);
            }
        }
    }

    private synchronized @Nullable SocketLink takeIdle() {
        while (!idle.isEmpty()) {
            var link = idle.pop();
            if (link.isQuiet()) {
                return link;
            }
            link.close();
        }
        return null;
    }

    private synchronized void keep(SocketLink link) {
        if (isClosed || idle.size() >= KEPT) {
            link.close();
        } else {
            idle.push(link);
        }
    }

    /** Lets go of the connections that are kept; those in use are closed after it. */
    @Override
    public synchronized void close() {
        isClosed = true;
        idle.forEach(SocketLink::close);
        idle.clear();
    }
}
