package io.hypervigil.kubernetes.grpc;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How messages stand in a body: a byte that says whether compressed, four of length, the message.
 */
final class MessageFrame {

    static final int PREFIX_BYTES = 5;

    private MessageFrame() {}

    /** The body of a call with one message. */
    static ByteBuffer around(byte[] message) {
        return ByteBuffer.allocate(PREFIX_BYTES + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .flip();
    }

    /**
     * The one message of a body.
     *
     * @throws GrpcException where it is not one whole message that is not compressed
     */
    static byte[] only(byte[] body) throws GrpcException {
        if (body.length < PREFIX_BYTES) {
            throw new GrpcException("an answer of " + body.length + " bytes, no message");
        }
        var buffer = ByteBuffer.wrap(body);
        if (buffer.get() != 0) {
            throw new GrpcException("a compressed message, which was not asked for");
        }
        int length = buffer.getInt();
        if (length != buffer.remaining()) {
            throw new GrpcException(
                    "a message of "
                            + Integer.toUnsignedString(length)
                            + " bytes was announced, "
                            + buffer.remaining()
                            + " came");
        }
        return Arrays.copyOfRange(body, PREFIX_BYTES, body.length);
    }
}
