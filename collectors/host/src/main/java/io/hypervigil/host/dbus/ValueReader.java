package io.hypervigil.host.dbus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads marshalled values by their signature; see {@link Reply.Answer} for what they become.
 *
 * <p>What is cut short, too deep or of no known type is refused, whoever sent it.
 */
final class ValueReader {

    /** The specification's: 32 arrays within 32 structs. */
    private static final int MAX_DEPTH = 64;

    private final ByteBuffer bytes;
    private final int start;
    private int depth;

    /**
     * @param bytes in their byte order, from a place that alignment counts from to the end
     */
    ValueReader(ByteBuffer bytes) {
        this.bytes = bytes;
        this.start = bytes.position();
    }

    /** The values of a signature that may hold several types. */
    List<Object> all(String signature) throws MalformedMessageException {
        var types = new Signature(signature);
        var values = new ArrayList<Object>();
        while (types.hasNext()) {
            values.add(value(types));
        }
        return values;
    }

    private Object value(Signature types) throws MalformedMessageException {
        if (++depth > MAX_DEPTH) {
            throw new MalformedMessageException("nested more than " + MAX_DEPTH + " deep");
        }
        char type = types.next();
        Object value =
                switch (type) {
                    case 'y' -> (long) (bytes(1).get() & 0xFF);
                    case 'b' -> aligned(4).getInt() != 0;
                    case 'n' -> (long) aligned(2).getShort();
                    case 'q' -> (long) (aligned(2).getShort() & 0xFFFF);
                    case 'i' -> (long) aligned(4).getInt();
                    case 'u', 'h' -> unsigned();
                    case 'x', 't' -> aligned(8).getLong();
                    case 'd' -> aligned(8).getDouble();
                    case 's', 'o' -> text(unsigned());
                    case 'g' -> text(bytes(1).get() & 0xFF);
                    case 'v' -> variant();
                    case 'a' -> array(types);
                    case '(' -> struct(types, ')');
                    case '{' -> struct(types, '}');
                    default -> throw new MalformedMessageException("unknown type '" + type + "'");
                };
        depth--;
        return value;
    }

    private Object variant() throws MalformedMessageException {
        var types = new Signature(text(bytes(1).get() & 0xFF));
        var value = value(types);
        if (types.hasNext()) {
            throw new MalformedMessageException("a variant of several types");
        }
        return value;
    }

    private List<Object> array(Signature types) throws MalformedMessageException {
        long length = unsigned();
        var element = types.element();
        align(element.isAlignedToEight() ? 8 : 1);
        if (length > bytes.remaining()) {
            throw new MalformedMessageException("an array of " + length + " bytes is cut short");
        }
        int end = bytes.position() + (int) length;
        var values = new ArrayList<Object>();
        while (bytes.position() < end) {
            values.add(value(element.again()));
        }
        if (bytes.position() != end) {
            throw new MalformedMessageException("an array ends within an element");
        }
        return values;
    }

    private List<Object> struct(Signature types, char end) throws MalformedMessageException {
        align(8);
        var values = new ArrayList<Object>();
        while (types.peek() != end) {
            values.add(value(types));
        }
        types.next();
        return values;
    }

    private long unsigned() throws MalformedMessageException {
        return aligned(4).getInt() & 0xFFFF_FFFFL;
    }

    /** Text and the zero behind it. */
    private String text(long length) throws MalformedMessageException {
        if (length >= bytes.remaining()) {
            throw new MalformedMessageException("text of " + length + " bytes is cut short");
        }
        var utf8 = new byte[(int) length];
        bytes.get(utf8).get();
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private ByteBuffer aligned(int size) throws MalformedMessageException {
        align(size);
        return bytes(size);
    }

    private void align(int size) throws MalformedMessageException {
        int over = (bytes.position() - start) % size;
        if (over != 0) {
            var skipped = bytes(size - over);
            skipped.position(skipped.position() + size - over);
        }
    }

    private ByteBuffer bytes(int size) throws MalformedMessageException {
        if (bytes.remaining() < size) {
            throw new MalformedMessageException("cut short at byte " + bytes.position());
        }
        return bytes;
    }
}
