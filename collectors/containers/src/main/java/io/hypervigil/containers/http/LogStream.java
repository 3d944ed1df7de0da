package io.hypervigil.containers.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * The output of a container, as Docker and Podman send it: both of its streams in one, each piece
 * after eight bytes that say which it is and how long; or, of a container with a terminal, raw
 * (Docker Engine API, "Attach to a container", stream format).
 *
 * <p>Thread: one at a time.
 */
public final class LogStream implements AutoCloseable {

    private static final int HEAD_BYTES = 8;
    private static final int LENGTH_AT = 4;
    private static final int MAX_PIECE_BYTES = 4 * 1024 * 1024;

    /** Which of the streams. */
    public enum Source {
        STDIN,
        STDOUT,
        STDERR,
        /** The daemon's own words, an error mostly. */
        SYSTEM
    }

    /**
     * One piece, cut anywhere: in the middle of a line, or of a character.
     *
     * @param bytes read-only
     */
    public record Piece(Source source, ByteBuffer bytes) {}

    private final OpenAnswer answer;
    private final boolean isRaw;
    private final Arriving arriving;

    private LogStream(OpenAnswer answer, boolean isRaw) {
        this.answer = answer;
        this.isRaw = isRaw;
        this.arriving = new Arriving(answer, MAX_PIECE_BYTES + HEAD_BYTES, "a piece of a log");
    }

    /** Takes over an answer of a container without a terminal. */
    public static LogStream multiplexed(OpenAnswer answer) {
        return new LogStream(answer, false);
    }

    /** Takes over an answer of a container with a terminal, where all is STDOUT. */
    public static LogStream raw(OpenAnswer answer) {
        return new LogStream(answer, true);
    }

    /** Whether nothing comes any more. */
    public boolean isEnded() {
        return arriving.isEnded();
    }

    /**
     * The next piece; empty where none came in time or none comes any more.
     *
     * @throws HttpFailure CLOSED, MALFORMED or TOO_LARGE
     */
    public Optional<Piece> next(Duration wait) throws IOException {
        var deadline = Deadline.in(wait);
        while (!isWhole()) {
            if (!arriving.more(Duration.ofMillis(deadline.leftMillis()))) {
                if (arriving.isEnded() && arriving.bytes().hasRemaining()) {
                    throw arriving.malformed("a log that ends within a piece");
                }
                return Optional.empty();
            }
        }
        return Optional.of(taken());
    }

    private boolean isWhole() throws HttpFailure {
        var bytes = arriving.bytes();
        if (isRaw) {
            return bytes.hasRemaining();
        }
        return bytes.remaining() >= HEAD_BYTES && bytes.remaining() - HEAD_BYTES >= length();
    }

    private int length() throws HttpFailure {
        var bytes = arriving.bytes();
        int length = bytes.getInt(bytes.position() + LENGTH_AT);
        if (length < 0 || length > MAX_PIECE_BYTES || bytes.get(bytes.position() + 1) != 0) {
            throw arriving.malformed("no head of a log's piece");
        }
        return length;
    }

    private Piece taken() throws HttpFailure {
        var bytes = arriving.bytes();
        if (isRaw) {
            return piece(Source.STDOUT, bytes.remaining());
        }
        int length = length();
        var source = source(bytes.get());
        bytes.position(bytes.position() + HEAD_BYTES - 1);
        return piece(source, length);
    }

    private Piece piece(Source source, int length) {
        var copy = new byte[length];
        arriving.bytes().get(copy);
        return new Piece(source, ByteBuffer.wrap(copy).asReadOnlyBuffer());
    }

    private Source source(byte number) throws HttpFailure {
        return switch (number) {
            case 0 -> Source.STDIN;
            case 1 -> Source.STDOUT;
            case 2 -> Source.STDERR;
            case 3 -> Source.SYSTEM;
            default -> throw arriving.malformed("no stream of a log has number " + number);
        };
    }

    @Override
    public void close() {
        answer.close();
    }
}
