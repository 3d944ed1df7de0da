package io.hypervigil.containers.http;

import java.nio.ByteBuffer;

/** A body whose length was said before. */
final class FixedBody implements BodyDecoder {

    private long left;

    FixedBody(long length) {
        this.left = length;
    }

    @Override
    public void decode(ByteBuffer from, ByteBuffer into) {
        left -= BodyDecoder.move(from, into, left);
    }

    @Override
    public boolean isComplete() {
        return left == 0;
    }
}
