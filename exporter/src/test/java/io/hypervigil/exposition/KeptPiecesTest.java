package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * Pages that are compressed one after the other, with families that stay and others that change.
 */
final class KeptPiecesTest {

    private static final int MANY = 1_000;

    private static final Group GROUP = Group.on("test", "for tests");
    private static final Family FEW = Family.gauge(GROUP, "a_few", "Few.", "guest");
    private static final List<Family> LARGE =
            List.of(
                    Family.gauge(GROUP, "a_large", "Many.", "guest"),
                    Family.gauge(GROUP, "c_large", "Many.", "guest"),
                    Family.gauge(GROUP, "d_large", "Many.", "guest"));

    private final SampleBook book = new SampleBook(new SeriesTable(), 100_000);
    private final MetricsPage page = new MetricsPage(List::of);

    /** Of each round, the value of each large family, none below 0. */
    @Property(tries = 100)
    void a_page_is_what_it_is_without_any_before_it(
            @ForAll @Size(max = 12)
                    List<@Size(3) List<@IntRange(min = -1, max = 2) Integer>> rounds)
            throws IOException {
        for (List<Integer> values : rounds) {
            var samples = round(values, values.getLast());
            var format = values.getFirst() == 2 ? PageFormat.OPEN_METRICS : PageFormat.PROMETHEUS;

            assertThat(gzip(samples, PageFilter.ALL, format))
                    .isEqualTo(plain(samples, PageFilter.ALL, format));
        }
    }

    @Test
    void a_page_that_shows_a_part_leaves_the_next_one_whole() throws IOException {
        var samples = round(List.of(1, 1, 1), 1);
        var some = new PageFilter(Set.of("a_large"), _ -> true, false);

        for (PageFilter filter : List.of(PageFilter.ALL, some, PageFilter.ALL)) {
            assertThat(gzip(samples, filter, PageFormat.PROMETHEUS))
                    .isEqualTo(plain(samples, filter, PageFormat.PROMETHEUS));
        }
    }

    @Test
    void families_that_are_as_they_were_are_found_and_others_not() {
        var kept = new KeptPieces();
        var before = round(List.of(1, 1, 1), 1).families();
        kept.keep(PageFormat.PROMETHEUS, before.subList(0, 2), deflated("ab"));
        kept.keep(PageFormat.PROMETHEUS, before.subList(2, 3), deflated("c"));

        var after = round(List.of(1, 2, 1), 1).families();

        assertThat(count(kept, PageFormat.PROMETHEUS, after, 0)).isEqualTo(2);
        assertThat(count(kept, PageFormat.OPEN_METRICS, after, 0)).isZero();
        assertThat(count(kept, PageFormat.PROMETHEUS, after, 2)).isZero();
    }

    @Test
    void a_family_that_another_probe_gives_more_of_is_written_anew() {
        var kept = new KeptPieces();
        var families = round(List.of(1, 1, 1), 1).families();
        kept.keep(PageFormat.PROMETHEUS, families.subList(0, 1), deflated("a"));
        var more = List.of(families.get(0), families.get(0), families.get(1));

        assertThat(count(kept, PageFormat.PROMETHEUS, more, 0)).isZero();
        assertThat(count(kept, PageFormat.PROMETHEUS, families.subList(0, 1), 0)).isOne();
    }

    @Test
    void what_no_page_had_for_long_is_forgotten() {
        var kept = new KeptPieces();
        var families = round(List.of(1, 1, 1), 1).families();
        kept.keep(PageFormat.PROMETHEUS, families.subList(0, 1), deflated("a"));
        kept.keep(PageFormat.PROMETHEUS, families.subList(2, 3), deflated("c"));

        for (int i = 0; i < 200; i++) {
            assertThat(count(kept, PageFormat.PROMETHEUS, families, 0)).isOne();
            kept.turn();
        }

        assertThat(kept.size()).isOne();
    }

    private static int count(
            KeptPieces kept, PageFormat format, List<Samples.OfFamily> all, int from) {
        return kept.find(format, all, from).map(KeptPieces.Found::count).orElse(0);
    }

    private Samples round(List<Integer> values, double few) {
        book.begin();
        book.add(FEW, few, "guest-1");
        for (int i = 0; i < LARGE.size(); i++) {
            for (int guest = 0; values.get(i) >= 0 && guest < MANY; guest++) {
                book.add(LARGE.get(i), values.get(i), "guest-" + guest);
            }
        }
        return book.finish();
    }

    private String gzip(Samples samples, PageFilter filter, PageFormat format) throws IOException {
        var out = new ByteArrayOutputStream();
        page.write(List.of(samples), filter, format, true, out);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String plain(Samples samples, PageFilter filter, PageFormat format) throws IOException {
        var out = new ByteArrayOutputStream();
        page.write(List.of(samples), filter, format, false, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Deflated deflated(String text) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            return Deflated.of(text.getBytes(StandardCharsets.UTF_8), 0, text.length(), deflater);
        }
    }
}
