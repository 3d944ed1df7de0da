package io.hypervigil.exposition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses a page, a long one in parts at once: of a page of many thousand lines it is the
 * dearest step, and a scrape waits for it.
 *
 * <p>The parts make one member of gzip (RFC 1952). Each but the last ends on a byte (a sync flush),
 * and may refer to what stands before it, so that the page is as small as in one piece.
 *
 * <p>Thread: any.
 */
final class PageGzip {

    /** Magic, deflate, no flags, no time, fastest, no system told. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

    /** Shorter parts are done sooner than another thread is woken. */
    private static final int LEAST_PART_BYTES = 128 * 1024;

    private static final int WINDOW_BYTES = 32 * 1024;
    private static final int OUTPUT_BYTES = 16 * 1024;

    private final Executor others;
    private final int mostParts;

    /**
     * @param others run the parts that the caller does not compress itself
     * @param mostParts of a page, however long it is
     */
    PageGzip(Executor others, int mostParts) {
        this.others = others;
        this.mostParts = mostParts;
    }

    /**
     * Writes a page compressed; does not close the stream.
     *
     * @param page its bytes from the first to {@code length}
     */
    void write(byte[] page, int length, OutputStream out) throws IOException {
        int parts = Math.clamp(length / LEAST_PART_BYTES, 1, mostParts);
        var ahead = new ArrayList<CompletableFuture<Part>>();
        for (int i = 1; i < parts; i++) {
            int from = start(i, parts, length);
            int to = start(i + 1, parts, length);
            ahead.add(
                    CompletableFuture.supplyAsync(
                            () -> Part.of(page, from, to, to == length), others));
        }
        out.write(HEADER);
        Part.of(page, 0, start(1, parts, length), parts == 1).writeTo(out);
        var sum = new CRC32();
        sum.update(page, 0, length);
        for (var part : ahead) {
            part.join().writeTo(out);
        }
        writeLittleEndian((int) sum.getValue(), out);
        writeLittleEndian(length, out);
    }

    private static int start(int part, int parts, int length) {
        return (int) ((long) length * part / parts);
    }

    private static void writeLittleEndian(int value, OutputStream out) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }

    /** A part, compressed. */
    private static final class Part extends ByteArrayOutputStream {

        private Part() {
            super(OUTPUT_BYTES);
        }

        static Part of(byte[] page, int from, int to, boolean isLast) {
            var part = new Part();
            try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
                int before = Math.min(from, WINDOW_BYTES);
                if (before > 0) {
                    deflater.setDictionary(page, from - before, before);
                }
                deflater.setInput(page, from, to - from);
                if (isLast) {
                    deflater.finish();
                }
                var buffer = new byte[OUTPUT_BYTES];
                int written;
                do {
                    written = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                    part.write(buffer, 0, written);
                } while (isLast ? !deflater.finished() : written == buffer.length);
            }
            return part;
        }
    }
}
