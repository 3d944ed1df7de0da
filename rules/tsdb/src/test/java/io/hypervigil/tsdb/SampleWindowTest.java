package io.hypervigil.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SampleWindowTest {

    private static final Labels UP = Labels.of(Labels.NAME, "up", "job", "host");
    private static final Labels LOAD = Labels.of(Labels.NAME, "load", "job", "host");

    private final SampleWindow window =
            new SampleWindow(new WindowSettings(Duration.ofHours(1), 100, 1 << 20));

    private static SeriesRef series(SampleSource source, Labels labels) {
        return Objects.requireNonNull(source.series(labels));
    }

    private static void round(SampleSource source, long millis, Labels... sets) {
        assertThat(source.begin(millis)).isTrue();
        for (var labels : sets) {
            assertThat(source.append(series(source, labels), millis / 1000.0)).isTrue();
        }
        source.commit();
    }

    private List<String> samples(Labels labels) {
        var matchers = List.of(new Matcher(Matcher.Type.EQUAL, Labels.NAME, labels.metricName()));
        var samples = new SampleBuffer();
        window.select(matchers, Long.MIN_VALUE, Long.MAX_VALUE)
                .forEach(each -> each.read(Long.MIN_VALUE, Long.MAX_VALUE, samples));
        var texts = new java.util.ArrayList<String>();
        for (int i = 0; i < samples.floatCount(); i++) {
            var value = samples.floats()[i];
            var shown = Staleness.isMarker(value) ? "end" : String.valueOf(value);
            texts.add(samples.floatMillis()[i] + " " + shown);
        }
        return texts;
    }

    private long refused(Refusal reason) {
        return window.statistics(1).refused().getOrDefault(reason, 0L);
    }

    @Test
    void a_series_that_a_round_lacks_ends_with_a_marker_and_may_come_back() {
        var source = window.source("host");
        round(source, 1000, UP, LOAD);
        round(source, 2000, UP);
        round(source, 3000, UP);
        round(source, 4000, UP, LOAD);

        assertThat(samples(LOAD)).containsExactly("1000 1.0", "2000 end", "4000 4.0");
        assertThat(samples(UP)).containsExactly("1000 1.0", "2000 2.0", "3000 3.0", "4000 4.0");
    }

    @Test
    void a_source_that_closes_ends_its_series() {
        var source = window.source("host");
        round(source, 1000, UP);
        source.close();
        source.close();

        assertThat(samples(UP)).containsExactly("1000 1.0", "1001 end");
    }

    @Test
    void a_round_is_not_seen_before_it_is_committed() {
        var source = window.source("host");
        round(source, 1000, UP);
        source.begin(2000);
        source.append(series(source, UP), 7);
        source.append(series(source, LOAD), 8);

        assertThat(samples(UP)).containsExactly("1000 1.0");
        assertThat(samples(LOAD)).isEmpty();

        source.commit();

        assertThat(samples(UP)).containsExactly("1000 1.0", "2000 7.0");
        assertThat(samples(LOAD)).containsExactly("2000 8.0");
    }

    @Test
    void late_and_duplicate_rounds_are_refused_and_counted() {
        var source = window.source("host");
        round(source, 5000, UP);

        assertThat(source.begin(5000)).isFalse();
        assertThat(source.begin(4000)).isFalse();
        assertThat(refused(Refusal.DUPLICATE)).isEqualTo(1);
        assertThat(refused(Refusal.OUT_OF_ORDER)).isEqualTo(1);
        assertThat(samples(UP)).containsExactly("5000 5.0");
    }

    @Test
    void a_series_is_taken_once_a_round() {
        var source = window.source("host");
        source.begin(1000);
        source.append(series(source, UP), 1);

        assertThat(source.append(series(source, UP), 2)).isFalse();
        source.commit();
        assertThat(samples(UP)).containsExactly("1000 1.0");
        assertThat(refused(Refusal.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void single_samples_out_of_order_twice_or_too_old_are_refused_and_counted() {
        var loose = window.loose();
        var hour = Duration.ofHours(1).toMillis();

        assertThat(loose.append(UP, 2 * hour, 1)).isTrue();
        assertThat(loose.append(UP, 2 * hour, 2)).isFalse();
        assertThat(loose.append(UP, hour, 2)).isFalse();
        assertThat(loose.append(LOAD, hour - 1, 2)).isFalse();
        assertThat(loose.append(LOAD, hour, 2)).isTrue();
        assertThat(refused(Refusal.DUPLICATE)).isEqualTo(1);
        assertThat(refused(Refusal.OUT_OF_ORDER)).isEqualTo(1);
        assertThat(refused(Refusal.TOO_OLD)).isEqualTo(1);
    }

    @Test
    void a_series_has_one_writer_until_it_ends() {
        var one = window.source("one");
        var other = window.source("other");
        round(one, 1000, UP);

        assertThat(other.series(UP)).isNull();
        assertThat(window.loose().append(UP, 2000, 1)).isFalse();
        assertThat(refused(Refusal.FOREIGN)).isEqualTo(2);

        one.close();
        round(other, 2000, UP);

        assertThat(samples(UP)).containsExactly("1000 1.0", "1001 end", "2000 2.0");
    }

    @Test
    void a_series_is_not_continued_in_its_past() {
        var one = window.source("one");
        var other = window.source("other");
        round(one, 9000, UP);
        one.close();
        other.begin(5000);

        assertThat(other.append(series(other, UP), 1)).isFalse();
        assertThat(refused(Refusal.OUT_OF_ORDER)).isEqualTo(1);
    }

    @Test
    void beyond_its_limit_of_series_new_ones_are_refused_and_known_ones_go_on() {
        var source = window.source("host");
        source.begin(1000);
        for (int i = 0; i < 100; i++) {
            source.append(series(source, Labels.of("n", String.valueOf(i))), i);
        }

        assertThat(source.series(UP)).isNull();
        assertThat(refused(Refusal.SERIES_LIMIT)).isEqualTo(1);
        assertThat(source.series(Labels.of("n", "7"))).isNotNull();
    }

    @Test
    void beyond_its_limit_of_bytes_it_grows_no_more() {
        var small = new SampleWindow(new WindowSettings(Duration.ofHours(3), 10_000, 100_000));
        var source = small.source("host");
        var random = new java.util.Random(1);
        for (int round = 1; round < 1000; round++) {
            source.begin(round * 1000L);
            for (int i = 0; i < 50; i++) {
                var series = source.series(Labels.of("n", String.valueOf(i)));
                if (series != null) {
                    source.append(series, random.nextDouble());
                }
            }
            source.commit();
        }

        var statistics = small.statistics(1);
        assertThat(statistics.sampleBytes() + statistics.indexBytes()).isLessThan(110_000);
        assertThat(statistics.refused().get(Refusal.BYTES_LIMIT)).isPositive();
    }

    @Test
    void what_leaves_the_window_is_dropped_and_counted_out() {
        var source = window.source("host");
        var other = window.source("other");
        round(other, 1000, LOAD);
        other.close();
        for (int round = 1; round <= 2000; round++) {
            round(source, round * 15_000L, UP);
        }

        var statistics = window.statistics(1);
        long kept = Duration.ofHours(1).toMillis() / 15_000;
        assertThat(samples(LOAD)).isEmpty();
        assertThat(statistics.series()).isEqualTo(1);
        assertThat(statistics.samples()).isBetween(kept, kept + 2 * 128);
        assertThat(statistics.appended()).isEqualTo(2001);
        assertThat(statistics.minMillis()).isGreaterThan(26_000_000 - 2 * 128 * 15_000);
        assertThat(statistics.maxMillis()).isEqualTo(30_000_000);
        assertThat(statistics.sampleBytes()).isLessThan(10_000);
    }

    @Test
    void a_reference_outlives_its_series() {
        var source = window.source("host");
        source.begin(1000);
        var kept = series(source, LOAD);
        source.append(kept, 1);
        source.commit();
        for (int round = 1; round <= 500; round++) {
            round(source, round * 15_000L, UP);
        }
        assertThat(window.statistics(1).series()).isEqualTo(1);

        source.begin(9_000_000);
        assertThat(source.append(kept, 2)).isTrue();
        source.commit();

        assertThat(samples(LOAD)).last().isEqualTo("9000000 2.0");
        assertThat(window.statistics(1).series()).isEqualTo(2);
    }

    @Test
    void memory_stays_flat_while_series_come_and_go() {
        var source = window.source("pods");
        long most = 0;
        var roomy = new SampleWindow(new WindowSettings(Duration.ofMinutes(5), 50_000, 64 << 20));
        var pods = roomy.source("pods");
        for (int round = 1; round <= 2000; round++) {
            pods.begin(round * 15_000L);
            for (int i = 0; i < 200; i++) {
                var labels = Labels.of(Labels.NAME, "pod_info", "pod", "pod-" + round + "-" + i);
                var ref = pods.series(labels);
                if (ref != null) {
                    pods.append(ref, 1);
                }
            }
            pods.commit();
            var statistics = round < 1000 ? null : roomy.statistics(0);
            if (statistics != null) {
                most = Math.max(most, statistics.sampleBytes() + statistics.indexBytes());
                assertThat(statistics.series()).isLessThan(5_000);
            }
        }

        assertThat(most).isLessThan(5_000_000);
        assertThat(roomy.statistics(0).refused()).doesNotContainValue(1L);
        source.close();
    }

    @Test
    void histograms_are_kept_as_they_are_beside_floats() {
        var source = window.source("host");
        var histogram = FloatHistogram.ofSum(3);
        round(source, 1000, UP);
        source.begin(2000);
        source.append(series(source, UP), histogram);
        source.commit();
        round(source, 3000);
        var found = new SampleBuffer();
        var last = new SampleBuffer();
        series(source, UP).read(0, 9000, found);
        series(source, UP).readLast(0, 2500, last);

        assertThat(found.histogramCount()).isEqualTo(2);
        assertThat(found.histograms()[0]).isSameAs(histogram);
        assertThat(Staleness.isMarker(found.histograms()[1].sum())).isTrue();
        assertThat(found.floatCount()).isEqualTo(1);
        assertThat(last.histogramCount()).isEqualTo(1);
        assertThat(last.floatCount()).isZero();
    }

    @Test
    void it_says_what_there_is_most_of() {
        var source = window.source("host");
        round(source, 1000, UP, UP.with("job", "other"), LOAD);

        var statistics = window.statistics(1);

        assertThat(statistics.labelPairs()).isEqualTo(4);
        assertThat(statistics.seriesByMetricName())
                .containsExactly(new WindowStatistics.Count("up", 2));
        assertThat(statistics.valuesByLabelName())
                .containsExactly(new WindowStatistics.Count("__name__", 2));
        assertThat(statistics.bytesByLabelName())
                .containsExactly(new WindowStatistics.Count("job", 13));
        assertThat(statistics.seriesByLabelPair())
                .containsExactly(new WindowStatistics.Count("__name__=up", 2));
        assertThat(statistics.refused())
                .isEqualTo(
                        Map.of(
                                Refusal.OUT_OF_ORDER, 0L,
                                Refusal.DUPLICATE, 0L,
                                Refusal.TOO_OLD, 0L,
                                Refusal.FOREIGN, 0L,
                                Refusal.SERIES_LIMIT, 0L,
                                Refusal.BYTES_LIMIT, 0L));
    }

    @Test
    void a_source_says_when_it_is_used_out_of_turn() {
        var source = window.source("host");
        var ref = series(source, UP);

        assertThatIllegalStateException()
                .isThrownBy(() -> source.append(ref, 1))
                .withMessage("host: no round is open");
        assertThatIllegalStateException()
                .isThrownBy(source::commit)
                .withMessage("host: no round is open");
        source.begin(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> source.begin(2))
                .withMessage("host: a round is open");
        source.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> source.begin(3))
                .withMessage("host: the source is closed");
    }
}
