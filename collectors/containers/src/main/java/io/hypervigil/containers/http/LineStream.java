package io.hypervigil.containers.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A stream of lines: events and the progress of a pull, one JSON document each.
 *
 * <p>Thread: one at a time.
 */
public final class LineStream implements AutoCloseable {

    private static final int MAX_LINE_BYTES = 1024 * 1024;

    private final OpenAnswer answer;
    private final Arriving arriving;

    /** Bytes that were looked at already and are no end of a line. */
    private int seen;

    /** Takes over the answer. */
    public LineStream(OpenAnswer answer) {
        this.answer = answer;
        this.arriving = new Arriving(answer, MAX_LINE_BYTES, "a line");
    }

    /** Whether the last line was taken. */
    public boolean isEnded() {
        return arriving.isEnded() && !arriving.bytes().hasRemaining();
    }

    /**
     * The next line that is not blank, as UTF-8; empty where none came in time or none comes any
     * more.
     *
     * @throws HttpFailure CLOSED, MALFORMED or TOO_LARGE
     */
    public Optional<String> next(Duration wait) throws IOException {
        var deadline = Deadline.in(wait);
        while (true) {
            var line = taken();
            if (line.isEmpty()) {
                if (!arriving.more(Duration.ofMillis(deadline.leftMillis()))) {
                    return arriving.isEnded() ? last() : Optional.empty();
                }
            } else if (!line.get().isBlank()) {
                return line;
            }
        }
    }

    private Optional<String> taken() {
        var bytes = arriving.bytes();
        for (int i = seen; i < bytes.remaining(); i++) {
            if (bytes.get(bytes.position() + i) == '\n') {
                seen = 0;
                return Optional.of(text(i + 1));
            }
        }
        seen = bytes.remaining();
        return Optional.empty();
    }

    /** Without a line end behind it. */
    private Optional<String> last() {
        return Optional.of(text(arriving.bytes().remaining())).filter(line -> !line.isBlank());
    }

    private String text(int length) {
        var line = new byte[length];
        arriving.bytes().get(line);
        return new String(line, StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        answer.close();
    }
}
