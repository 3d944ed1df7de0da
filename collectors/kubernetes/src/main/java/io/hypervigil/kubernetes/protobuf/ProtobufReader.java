package io.hypervigil.kubernetes.protobuf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over the fields of a message.
 *
 * <pre>{@code
 * while (message.nextField()) {
 *     switch (message.field()) {
 *         case 1 -> name = message.string(253);
 *         case 3 -> containers.add(container(message.message()));
 *         default -> message.skip();
 *     }
 * }
 * }</pre>
 *
 * <p>Whatever the bytes, nothing but {@link MalformedProtobufException} is thrown, and nothing
 * beyond the message is read. A field of another wire type than the one asked for is refused.
 *
 * <p>Thread: one.
 */
public final class ProtobufReader {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private static final int MAX_VARINT_BYTES = 10;

    private final byte[] bytes;
    private final int end;
    private int position;
    private int field;
    private int wireType;

    private ProtobufReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /** The message that the bytes are; they are not copied. */
    public static ProtobufReader of(byte[] bytes) {
        return new ProtobufReader(bytes, 0, bytes.length);
    }

    /** Goes on to the next field, whose value is then read or skipped; false at the end. */
    public boolean nextField() throws MalformedProtobufException {
        if (position == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (tag < 0 || tag >>> 32 != 0 || field == 0) {
            throw malformed("no field has the tag " + Long.toUnsignedString(tag));
        }
        return true;
    }

    /** The number of the current field. */
    public int field() {
        return field;
    }

    /** The current field, as a message within this one. */
    public ProtobufReader message() throws MalformedProtobufException {
        int length = length();
        int start = position;
        position += length;
        return new ProtobufReader(bytes, start, position);
    }

    /**
     * The current field, as a text.
     *
     * @param maxBytes a longer one is refused
     */
    public String string(int maxBytes) throws MalformedProtobufException {
        int length = length();
        if (length > maxBytes) {
            throw malformed("a text of " + length + " bytes, at most " + maxBytes + " expected");
        }
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, position, length))
                            .toString();
            position += length;
            return text;
        } catch (CharacterCodingException _) {
            throw malformed("a text that is not UTF-8");
        }
    }

    /** Passes over the current field. */
    public void skip() throws MalformedProtobufException {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED_64 -> advance(8);
            case FIXED_32 -> advance(4);
            case BYTES -> advance(length());
            default -> throw malformed("wire type " + wireType);
        }
    }

    private int length() throws MalformedProtobufException {
        if (wireType != BYTES) {
            throw malformed("field " + field + " has the wire type " + wireType + ", 2 expected");
        }
        long length = varint();
        if (length < 0 || length > end - position) {
            throw malformed("a field that is longer than its message");
        }
        return (int) length;
    }

    private void advance(int count) throws MalformedProtobufException {
        if (count > end - position) {
            throw malformed("ends too early");
        }
        position += count;
    }

    private long varint() throws MalformedProtobufException {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            if (position == end) {
                throw malformed("ends too early");
            }
            byte next = bytes[position++];
            value |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a number of more than " + MAX_VARINT_BYTES + " bytes");
    }

    private MalformedProtobufException malformed(String what) {
        return new MalformedProtobufException("byte " + position + ": " + what);
    }
}
