package io.hypervigil.tsdb.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file that may be a snapshot: held open, so that what is checked is what is read.
 *
 * <p>Thread: confined.
 */
final class SnapshotFile implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final long contentEnd;

    /**
     * @throws java.nio.file.NoSuchFileException where there is none
     */
    SnapshotFile(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.contentEnd = channel.size() - Format.CHECKSUM_BYTES;
    }

    /** Whether it is one of ours, whole. */
    void verify() throws IOException {
        if (contentEnd < Format.HEADER_BYTES + 1) {
            throw new SnapshotException(
                    (contentEnd + Format.CHECKSUM_BYTES) + " bytes are no snapshot");
        }
        var head = ByteBuffer.allocate(Format.HEADER_BYTES);
        readFully(head, 0);
        if (head.getLong() != Format.MAGIC) {
            throw new SnapshotException("it does not begin as a snapshot does");
        }
        int version = head.getShort();
        if (version != Format.VERSION) {
            throw new SnapshotException("version " + version + ", " + Format.VERSION + " expected");
        }
        var tail = ByteBuffer.allocate(Format.CHECKSUM_BYTES);
        readFully(tail, contentEnd);
        if (tail.getInt() != checksum()) {
            throw new SnapshotException("its checksum does not fit its content");
        }
    }

    private void readFully(ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new SnapshotException("it became shorter while it was read");
            }
        }
        buffer.flip();
    }

    private int checksum() throws IOException {
        var checksum = new CRC32C();
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        for (long at = 0; at < contentEnd; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, contentEnd - at));
            readFully(buffer, at);
            checksum.update(buffer);
        }
        return (int) checksum.getValue();
    }

    /** Its series. */
    SnapshotInput content() {
        return new SnapshotInput(channel, Format.HEADER_BYTES, contentEnd);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
