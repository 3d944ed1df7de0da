package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageGzipTest {

    private static final int PIECE = 64 * 1024;

    private final PageGzip four = new PageGzip(Executors.newVirtualThreadPerTaskExecutor(), 4);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, 2 * PIECE + 1, 7 * PIECE, 60 * PIECE + 7})
    void a_page_of_any_length_is_read_back(int length) throws IOException {
        var page = lines(length);

        assertThat(read(compressed(four, page, length))).isEqualTo(Arrays.copyOf(page, length));
    }

    @Test
    void what_cannot_be_compressed_is_read_back_too() throws IOException {
        var page = new byte[5 * PIECE];
        new Random(1).nextBytes(page);

        assertThat(read(compressed(four, page, page.length))).isEqualTo(page);
    }

    @Test
    void a_page_in_pieces_is_hardly_longer_than_in_one() throws IOException {
        var page = lines(20 * PIECE);
        var whole = new ByteArrayOutputStream();
        var _ = four.write(page, List.of(PagePiece.fresh(0, page.length, List.of())), whole);

        assertThat(compressed(four, page, page.length).length)
                .isLessThan(whole.size() + whole.size() / 20);
    }

    @Test
    void a_piece_that_was_compressed_before_stands_between_others() throws IOException {
        var page = lines(3 * PIECE);
        try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            var before = Deflated.of(page, 5, 50, deflater);
            var out = new ByteArrayOutputStream();
            var pieces =
                    List.of(
                            PagePiece.fresh(0, 5, List.of()),
                            PagePiece.kept(before),
                            PagePiece.fresh(50, page.length, List.of()));

            var after = four.write(page, pieces, out);

            assertThat(read(out.toByteArray())).isEqualTo(page);
            assertThat(after.get(1)).isSameAs(before);
        }
    }

    @Test
    void a_page_that_no_thread_can_be_had_for_fails() {
        var nobody =
                new PageGzip(
                        _ -> {
                            throw new RejectedExecutionException("no thread");
                        },
                        4);

        assertThatThrownBy(() -> compressed(nobody, lines(6 * PIECE), 6 * PIECE))
                .isInstanceOf(RejectedExecutionException.class);
    }

    private static byte[] compressed(PageGzip gzip, byte[] page, int length) throws IOException {
        var pieces = new ArrayList<PagePiece>();
        for (int from = 0; from < length; from += PIECE) {
            pieces.add(PagePiece.fresh(from, Math.min(length, from + PIECE), List.of()));
        }
        var out = new ByteArrayOutputStream();
        var _ = gzip.write(page, pieces, out);
        return out.toByteArray();
    }

    private static byte[] read(byte[] compressed) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        }
    }

    /** Lines as a page has them. */
    private static byte[] lines(int length) {
        var random = new Random(length);
        var out = new PageBuffer();
        for (int i = 0; out.length() < length; i++) {
            out.append("libvirt_domain_block_stats_read_bytes_total{domain=\"guest-")
                    .append(Integer.toString(i))
                    .append("\",target_device=\"vda\"} ")
                    .append(random.nextInt(1_000_000))
                    .append('\n');
        }
        return Arrays.copyOf(out.toString().getBytes(StandardCharsets.UTF_8), length);
    }
}
