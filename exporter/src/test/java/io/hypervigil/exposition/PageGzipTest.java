package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageGzipTest {

    private static final int PART = 128 * 1024;

    private final PageGzip four = new PageGzip(Executors.newVirtualThreadPerTaskExecutor(), 4);

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                PART - 1,
                PART,
                2 * PART - 1,
                2 * PART,
                3 * PART + 7,
                4 * PART,
                40 * PART
            })
    void a_page_of_any_length_is_read_back(int length) throws IOException {
        var page = lines(length);

        assertThat(read(compressed(four, page, length))).isEqualTo(Arrays.copyOf(page, length));
    }

    @Test
    void what_cannot_be_compressed_is_read_back_too() throws IOException {
        var page = new byte[5 * PART];
        new Random(1).nextBytes(page);

        assertThat(read(compressed(four, page, page.length))).isEqualTo(page);
    }

    @Test
    void a_page_in_parts_is_hardly_longer_than_in_one() throws IOException {
        var page = lines(8 * PART);
        var one = new PageGzip(Runnable::run, 1);

        assertThat(compressed(four, page, page.length).length)
                .isLessThan(compressed(one, page, page.length).length + 200);
    }

    @Test
    void a_part_that_nobody_compresses_fails_the_page() {
        var nobody =
                new PageGzip(
                        _ -> {
                            throw new RejectedExecutionException("no thread");
                        },
                        4);

        assertThatThrownBy(() -> compressed(nobody, lines(3 * PART), 3 * PART))
                .isInstanceOf(RejectedExecutionException.class);
    }

    private static byte[] compressed(PageGzip gzip, byte[] page, int length) throws IOException {
        var out = new ByteArrayOutputStream();
        gzip.write(page, length, out);
        return out.toByteArray();
    }

    private static byte[] read(byte[] compressed) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        }
    }

    /** Lines as a page has them, with some bytes of a longer page behind them. */
    private static byte[] lines(int length) {
        var random = new Random(length);
        var out = new PageBuffer();
        var text = new ByteArrayOutputStream();
        for (int i = 0; text.size() < length + 100; i++) {
            out.clear();
            out.append("libvirt_domain_block_stats_read_bytes_total{domain=\"guest-")
                    .append(i)
                    .append("\",target_device=\"vda\"} ")
                    .append(random.nextInt(1_000_000))
                    .append('\n');
            text.writeBytes(out.toString().getBytes(StandardCharsets.UTF_8));
        }
        return text.toByteArray();
    }
}
