package io.hypervigil.containers.http;

import java.nio.ByteBuffer;

/** A body that lasts as long as the connection: a log of Docker's, or HTTP/1.0. */
final class EndlessBody implements BodyDecoder {

    @Override
    public void decode(ByteBuffer from, ByteBuffer into) {
        BodyDecoder.move(from, into, Long.MAX_VALUE);
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public boolean endsWithConnection() {
        return true;
    }
}
