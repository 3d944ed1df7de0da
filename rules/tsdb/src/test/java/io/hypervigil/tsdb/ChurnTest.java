package io.hypervigil.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A million series pass through a window that holds ten thousand. */
final class ChurnTest {

    private static final int A_ROUND = 200;
    private static final int ROUNDS = 5_000;
    private static final int IN_THE_WINDOW = 50;

    private final SampleWindow window =
            new SampleWindow(
                    new WindowSettings(Duration.ofSeconds(IN_THE_WINDOW), 15_000, 64 << 20));
    private final SampleSource source = window.source("pods");

    private SeriesRef write(String pod) {
        var labels = Labels.of(Labels.NAME, "pod_info", "pod", pod, "node", "one");
        var series = Objects.requireNonNull(source.series(labels), pod);
        source.append(series, 1);
        return series;
    }

    private long churn() {
        long most = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            source.begin(round * 1000L);
            for (int i = 0; i < A_ROUND; i++) {
                write("pod-" + round + "-" + i);
            }
            source.commit();
            if (round % 100 == 0) {
                var statistics = window.statistics(1);
                assertThat(statistics.series()).isLessThan(A_ROUND * (IN_THE_WINDOW + 4));
                most = Math.max(most, statistics.indexBytes() + statistics.sampleBytes());
            }
        }
        return most;
    }

    @Test
    void index_and_texts_shrink_again() {
        source.begin(1);
        var text = new WeakReference<>(write(source.name() + "-first").labels().get("pod"));
        source.commit();
        assertThat(text.get()).isNotNull();

        long most = churn();
        source.begin((ROUNDS + 1) * 1000L);
        write("last");
        source.commit();
        for (int round = ROUNDS + 2; round < ROUNDS + 4 * IN_THE_WINDOW; round++) {
            source.begin(round * 1000L);
            write("last");
            source.commit();
        }

        var statistics = window.statistics(10);
        assertThat(statistics.refused()).allSatisfy((_, count) -> assertThat(count).isZero());
        assertThat(statistics.appended()).isGreaterThan(1_000_000);
        assertThat(most).isLessThan(10_000_000);
        assertThat(statistics.series()).isEqualTo(1);
        assertThat(statistics.labelPairs()).isEqualTo(3);
        assertThat(statistics.indexBytes() + statistics.sampleBytes()).isLessThan(20_000);
        assertThat(window.labelValues("pod", List.of(), 0, Long.MAX_VALUE)).containsExactly("last");
        var all = List.of(new Matcher(Matcher.Type.REGEX, "pod", ".+"));
        assertThat(window.select(all, 0, Long.MAX_VALUE)).hasSize(1);
        System.gc();
        assertThat(text.get()).as("a text that no series has").isNull();
    }
}
