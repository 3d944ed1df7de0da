package io.hypervigil.host.dbus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A message as it came: its header and, unread, its body.
 *
 * @param type 2 for a return, 3 for an error; others are passed over
 * @param replySerial of the call it answers, 0 where it answers none
 * @param error the name of the error, "" where it is none
 * @param signature of the body
 * @param body in its byte order
 */
record Message(int type, long replySerial, String error, String signature, ByteBuffer body) {

    /** Before this many bytes have come, it is not known how many will. */
    static final int FIXED_BYTES = 16;

    static final int METHOD_RETURN = 2;
    static final int ERROR = 3;

    /** A few thousand units take one megabyte; the specification allows 128. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final long ERROR_NAME = 4;
    private static final long REPLY_SERIAL = 5;
    private static final long SIGNATURE = 8;

    /** The length of the message that begins here. */
    static int length(ByteBuffer start) throws MalformedMessageException {
        var fixed = inItsOrder(start);
        if (fixed.get(3) != 1) {
            throw new MalformedMessageException("protocol version " + fixed.get(3));
        }
        long body = fixed.getInt(4) & 0xFFFF_FFFFL;
        long fields = fixed.getInt(12) & 0xFFFF_FFFFL;
        long length = FIXED_BYTES + (fields + 7) / 8 * 8 + body;
        if (length > MAX_BYTES) {
            throw new MalformedMessageException("a message of " + length + " bytes");
        }
        return (int) length;
    }

    /** The message that fills a buffer. */
    static Message parse(ByteBuffer whole) throws MalformedMessageException {
        var bytes = inItsOrder(whole);
        int fieldsEnd = FIXED_BYTES + bytes.getInt(12);
        long replySerial = 0;
        var error = "";
        var signature = "";
        var header = bytes.duplicate().order(bytes.order()).position(0).limit(fieldsEnd);
        // Alignment counts from the start of the message, where the first four values stand.
        var values = new ValueReader(header).all("yyyyuua(yv)");
        for (Object field : (List<?>) values.get(6)) {
            var codeAndValue = (List<?>) field;
            long code = (Long) codeAndValue.get(0);
            var value = codeAndValue.get(1);
            if (code == REPLY_SERIAL && value instanceof Long serial) {
                replySerial = serial;
            } else if (code == ERROR_NAME && value instanceof String name) {
                error = name;
            } else if (code == SIGNATURE && value instanceof String types) {
                signature = types;
            }
        }
        var body = bytes.duplicate().order(bytes.order()).position((fieldsEnd + 7) / 8 * 8);
        return new Message(bytes.get(1), replySerial, error, signature, body);
    }

    /** The reply that this message is. */
    Reply reply() throws MalformedMessageException {
        var values = new ValueReader(body.duplicate().order(body.order())).all(signature);
        if (type == METHOD_RETURN) {
            return new Reply.Answer(values);
        }
        var said = !values.isEmpty() && values.getFirst() instanceof String text ? text : "";
        return new Reply.Refusal(error, said);
    }

    private static ByteBuffer inItsOrder(ByteBuffer bytes) throws MalformedMessageException {
        return switch (bytes.get(0)) {
            case 'l' -> bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            case 'B' -> bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
            default ->
                    throw new MalformedMessageException(
                            "begins with byte " + (bytes.get(0) & 0xFF) + ", 'l' or 'B' expected");
        };
    }
}
