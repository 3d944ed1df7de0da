package io.hypervigil.alerting.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes as a disk does that may be full: half of what it is given, then it fails. */
public final class FullDisk implements Journal.Writing {

    private boolean isFull;

    public void fill() {
        isFull = true;
    }

    public void empty() {
        isFull = false;
    }

    @Override
    public int write(FileChannel out, ByteBuffer bytes) throws IOException {
        if (!isFull) {
            return out.write(bytes);
        }
        out.write(bytes.slice(0, bytes.remaining() / 2));
        throw new IOException("No space left on device");
    }
}
