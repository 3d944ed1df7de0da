package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PagePiecesTest {

    private static final Group GROUP = Group.on("test", "for tests");

    /** A family of it is longer than the shortest piece. */
    private static final String LONG = "x".repeat(1_000);

    private static final int LINES = PagePieces.LEAST_BYTES / LONG.length() + 1;

    private final SampleBook book = new SampleBook(new SeriesTable(), 100_000);
    private final KeptPieces kept = new KeptPieces();

    @Test
    void a_piece_ends_once_it_is_long_and_where_another_word_begins() throws IOException {
        book.begin();
        book.add(gauge("gpu_count"), 8);
        for (String name : List.of("gpu_long", "gpu_more")) {
            for (int i = 0; i < LINES; i++) {
                book.add(gauge(name, "line"), 1, i + LONG);
            }
        }
        book.add(gauge("gpu_more_still"), 1);
        book.add(gauge("gpus"), 1);
        book.add(gauge("jvm_threads"), 1);
        var all = book.finish().families();

        write(all);

        assertThat(starts(all))
                .containsExactly("gpu_count", "gpu_more", "gpu_more_still", "gpus", "jvm_threads");
    }

    @Test
    void what_changes_leaves_the_pieces_around_it() throws IOException {
        write(round(1));

        var next = round(2);

        assertThat(starts(next)).containsExactly("gpu_a", "node_a");
        write(next);
        assertThat(starts(next)).containsExactly("gpu_a", "jvm_a", "node_a");
    }

    private List<Samples.OfFamily> round(int threads) {
        book.begin();
        book.add(gauge("gpu_a"), 1);
        book.add(gauge("gpu_b"), 1);
        book.add(gauge("jvm_a"), threads);
        book.add(gauge("node_a"), 1);
        return book.finish().families();
    }

    private void write(List<Samples.OfFamily> all) throws IOException {
        var buffer = new PageBuffer();
        var pieces = new PagePieces(buffer, PageFormat.PROMETHEUS, Optional.of(kept));
        var writer = new PageWriter(buffer, PageFormat.PROMETHEUS, PageFilter.ALL);
        for (int i = 0; i < all.size(); ) {
            int taken = pieces.take(all, i);
            if (taken == 0) {
                pieces.begin(all.subList(i, i + 1));
                writer.write(all.subList(i, i + 1));
            }
            i += Math.max(1, taken);
        }
        pieces.writeTo(OutputStream.nullOutputStream(), new PageGzip(Runnable::run, 1));
    }

    /** The names of the families that a kept piece begins with. */
    private List<String> starts(List<Samples.OfFamily> all) {
        return IntStream.range(0, all.size())
                .filter(i -> kept.find(PageFormat.PROMETHEUS, all, i).isPresent())
                .mapToObj(i -> all.get(i).family().name())
                .toList();
    }

    private static Family gauge(String name, String... labels) {
        return Family.gauge(GROUP, name, "For tests.", labels);
    }
}
