package io.hypervigil.exposition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/**
 * Compresses the pieces of a page, those of a long one on several threads: of a page of many
 * thousand lines it is the dearest step, and a scrape waits for it. Together they are one member of
 * gzip (RFC 1952).
 *
 * <p>Thread: any.
 */
final class PageGzip {

    /** Magic, deflate, no flags, no time, fastest, no system told. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

    /** The last block of RFC 1951, with nothing in it. */
    private static final byte[] END = {3, 0};

    /** Less is done sooner than another thread is woken. */
    private static final int LEAST_BYTES_A_THREAD = 128 * 1024;

    private final Executor others;
    private final int mostThreads;

    /**
     * @param others run what the caller does not compress itself
     * @param mostThreads for a page, however long it is
     */
    PageGzip(Executor others, int mostThreads) {
        this.others = others;
        this.mostThreads = mostThreads;
    }

    /**
     * Writes a page compressed; does not close the stream.
     *
     * @param text that the pieces are of
     * @return the pieces compressed, each at its place
     */
    List<Deflated> write(byte[] text, List<PagePiece> pieces, OutputStream out) throws IOException {
        var deflated = deflated(text, pieces);
        // What is written in one go is sent in one go.
        var all = new ByteArrayOutputStream();
        all.write(HEADER);
        int sum = 0;
        int length = 0;
        for (Deflated piece : deflated) {
            piece.writeTo(all);
            sum = piece.sumAfter(sum);
            length += piece.length();
        }
        all.write(END);
        writeLittleEndian(sum, all);
        writeLittleEndian(length, all);
        all.writeTo(out);
        return deflated;
    }

    private List<Deflated> deflated(byte[] text, List<PagePiece> pieces) {
        var next = new AtomicInteger();
        var done = new Deflated[pieces.size()];
        Runnable work =
                () -> {
                    try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
                        int i;
                        while ((i = next.getAndIncrement()) < done.length) {
                            done[i] = pieces.get(i).deflated(text, deflater);
                        }
                    }
                };
        int bytes = pieces.stream().mapToInt(PagePiece::length).sum();
        int threads = Math.clamp(bytes / LEAST_BYTES_A_THREAD, 1, mostThreads);
        var helping =
                IntStream.range(1, threads)
                        .mapToObj(_ -> CompletableFuture.runAsync(work, others))
                        .toList();
        work.run();
        helping.forEach(CompletableFuture::join);
        return List.of(done);
    }

    private static void writeLittleEndian(int value, OutputStream out) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }
}
