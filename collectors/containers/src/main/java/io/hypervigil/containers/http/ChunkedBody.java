package io.hypervigil.containers.http;

import java.nio.ByteBuffer;

/** A body in chunks, each after its length in hexadecimal digits (RFC 9112, 7.1). */
final class ChunkedBody implements BodyDecoder {

    /** No chunk is 256 MiB. */
    private static final int MAX_SIZE_DIGITS = 7;

    /** Of one line that is not data: an extension or a trailer. */
    private static final int MAX_LINE = 8192;

    private enum Place {
        SIZE,
        EXTENSION,
        DATA,
        AFTER_DATA,
        TRAILER,
        COMPLETE
    }

    private Place place = Place.SIZE;
    private long left;
    private int digits;
    private int lineLength;

    @Override
    public void decode(ByteBuffer from, ByteBuffer into) {
        while (from.hasRemaining() && place != Place.COMPLETE) {
            if (place != Place.DATA) {
                step(from.get());
                continue;
            }
            if (!into.hasRemaining()) {
                return;
            }
            left -= BodyDecoder.move(from, into, left);
            if (left == 0) {
                place = Place.AFTER_DATA;
            }
        }
    }

    @Override
    public boolean isComplete() {
        return place == Place.COMPLETE;
    }

    private void step(byte next) {
        if (++lineLength > MAX_LINE) {
            throw new IllegalArgumentException("a chunk's line of more than " + MAX_LINE);
        }
        switch (place) {
            case SIZE -> size(next);
            case EXTENSION -> {
                if (next == '\n') {
                    sizeKnown();
                }
            }
            case AFTER_DATA -> afterData(next);
            case TRAILER -> trailer(next);
            case DATA, COMPLETE -> throw new IllegalStateException(place.name());
        }
    }

    private void size(byte next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0 && digits < MAX_SIZE_DIGITS) {
            left = left * 16 + digit;
            digits++;
        } else if (digits > 0 && next == '\n') {
            sizeKnown();
        } else if (digits > 0 && (next == '\r' || next == ';' || next == ' ')) {
            place = Place.EXTENSION;
        } else {
            throw new IllegalArgumentException("a chunk's length expected");
        }
    }

    private void sizeKnown() {
        place = left == 0 ? Place.TRAILER : Place.DATA;
        digits = 0;
        lineLength = 0;
    }

    private void afterData(byte next) {
        if (next == '\n') {
            place = Place.SIZE;
            lineLength = 0;
        } else if (next != '\r') {
            throw new IllegalArgumentException("a chunk longer than it said");
        }
    }

    /** Ends with an empty line; what the others say is of no use to us. */
    private void trailer(byte next) {
        if (next == '\n') {
            place = lineLength == 1 ? Place.COMPLETE : Place.TRAILER;
            lineLength = 0;
        } else if (next == '\r') {
            lineLength--;
        }
    }
}
