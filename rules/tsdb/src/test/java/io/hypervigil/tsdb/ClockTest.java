package io.hypervigil.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Clocks that jump, and times before 1970. */
final class ClockTest {

    private static final Labels UP = Labels.of(Labels.NAME, "up");
    private static final Labels GUEST = Labels.of(Labels.NAME, "guest");
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final SampleWindow window =
            new SampleWindow(new WindowSettings(Duration.ofHours(1), 100, 1 << 20));
    private final SampleSource source = window.source("host");

    private static boolean round(SampleSource source, long millis, Labels... sets) {
        if (!source.begin(millis)) {
            return false;
        }
        for (var labels : sets) {
            source.append(Objects.requireNonNull(source.series(labels)), millis / 1000.0);
        }
        source.commit();
        return true;
    }

    private List<String> samples(Labels labels) {
        var texts = new ArrayList<String>();
        window.forEach(
                series -> {
                    if (series.labels().equals(labels)) {
                        texts.addAll(texts(series));
                    }
                });
        return texts;
    }

    private static List<String> texts(SeriesRef series) {
        var samples = new SampleBuffer();
        series.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
        var texts = new ArrayList<String>();
        for (int i = 0; i < samples.floatCount(); i++) {
            boolean isEnd = Staleness.isMarker(samples.floats()[i]);
            texts.add(samples.floatMillis()[i] + (isEnd ? " end" : ""));
        }
        for (int i = 0; i < samples.histogramCount(); i++) {
            texts.add("histogram " + samples.histogramMillis()[i]);
        }
        return texts;
    }

    private long refused(Refusal reason) {
        return window.statistics(0).refused().getOrDefault(reason, 0L);
    }

    @Test
    void a_clock_that_is_set_back_a_little_is_waited_for() {
        round(source, 100_000, UP);

        assertThat(round(source, 50_000, UP)).isFalse();
        assertThat(round(source, 99_999, UP)).isFalse();
        assertThat(round(source, 100_001, UP)).isTrue();
        assertThat(samples(UP)).containsExactly("100000", "100001");
        assertThat(refused(Refusal.OUT_OF_ORDER)).isEqualTo(2);
    }

    @Test
    void a_clock_that_is_set_back_by_hours_takes_back_what_did_not_happen() {
        round(source, 1000, UP, GUEST);
        for (int i = 0; i < 300; i++) {
            round(source, (9 * HOUR) + (i * 1000L), UP, GUEST);
        }
        round(source, 9 * HOUR + 300_000, UP);

        assertThat(round(source, 2000, UP, GUEST)).isTrue();
        assertThat(round(source, 3000, UP)).isTrue();
        assertThat(samples(UP)).endsWith("2000", "3000").hasSizeLessThan(4);
        assertThat(samples(GUEST)).endsWith("2000", "3000 end").hasSizeLessThan(4);
        assertThat(refused(Refusal.OUT_OF_ORDER)).isZero();
        assertThat(refused(Refusal.TOO_OLD)).isZero();
    }

    @Test
    void it_keeps_what_was_before_the_time_it_is_set_back_to() {
        for (int i = 0; i < 300; i++) {
            round(source, i * 10_000L, UP);
        }
        source.begin(HOUR);
        source.append(Objects.requireNonNull(source.series(UP)), FloatHistogram.ofSum(1));
        source.commit();

        round(source, 1_500_005, UP);
        round(source, 1_510_005, UP);

        assertThat(samples(UP)).hasSize(153).endsWith("1500000", "1500005", "1510005");
    }

    @Test
    void each_source_takes_back_its_own() {
        var other = window.source("other");
        round(source, 9 * HOUR, UP);
        round(other, 9 * HOUR + 1, GUEST);

        assertThat(round(source, HOUR, UP)).isTrue();
        assertThat(round(other, HOUR + 1, GUEST)).isTrue();
        assertThat(round(source, HOUR + 2, UP)).isTrue();
        assertThat(samples(UP)).containsExactly("3600000", "3600002");
        assertThat(samples(GUEST)).containsExactly("3600001");
    }

    @Test
    void memory_is_given_back_with_what_is_taken_back() {
        round(source, 1000, UP);
        long before = window.statistics(0).sampleBytes();
        var random = new java.util.Random(1);
        for (int i = 0; i < 1000; i++) {
            source.begin(100_000 + i * 1000L);
            source.append(Objects.requireNonNull(source.series(UP)), random.nextDouble());
            source.commit();
        }
        long between = window.statistics(0).sampleBytes();

        round(source, 2000, UP);

        assertThat(between).isGreaterThan(before + 7000);
        // The rows of times go when the window passes them.
        assertThat(window.statistics(0).sampleBytes()).isLessThan(before + 10 * 1100);
        assertThat(window.statistics(0).samples()).isEqualTo(2);
    }

    @Test
    void a_clock_that_is_set_forward_empties_the_window() {
        for (int i = 0; i < 300; i++) {
            round(source, i * 10_000L, UP, GUEST);
        }
        round(source, 1000 * HOUR, UP);
        round(source, 1000 * HOUR + 1, UP);

        assertThat(samples(UP)).endsWith("3600000000", "3600000001");
        assertThat(round(window.source("late"), 998 * HOUR, GUEST)).isFalse();
        assertThat(refused(Refusal.TOO_OLD)).isEqualTo(1);
        round(source, 1002 * HOUR, UP);
        round(source, 1002 * HOUR + 60_000, UP);
        assertThat(samples(GUEST)).isEmpty();
    }

    @Test
    void times_before_1970_are_times() {
        for (int i = -200; i < 100; i++) {
            round(source, i * 1000L, UP);
        }
        window.loose().append(GUEST, -5, FloatHistogram.ofSum(1));
        window.loose().append(GUEST, -4, FloatHistogram.ofSum(1));
        window.loose().append(GUEST, -3, -3);
        window.loose().append(GUEST, 4, 4);

        assertThat(samples(UP)).hasSize(300).startsWith("-200000").endsWith("99000");
        assertThat(samples(GUEST)).containsExactly("-3", "4", "histogram -5", "histogram -4");
        var last = new SampleBuffer();
        window.forEach(
                series -> {
                    if (series.labels().equals(GUEST)) {
                        series.readLast(-100, -1, last);
                    }
                });
        assertThat(last.floatMillis()[0]).isEqualTo(-3);
        assertThat(window.statistics(0).minMillis()).isEqualTo(-200_000);
    }
}
