package io.hypervigil.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WindowSinkTest {

    private final SampleWindow window =
            new SampleWindow(new WindowSettings(Duration.ofHours(1), 2, 1L << 24));
    private final WindowSink sink = new WindowSink(window);

    @Test
    void what_a_rule_gives_is_found_in_the_window() {
        assertThat(sink.append(named("load"), 1_000, 1.5, null)).isEmpty();
        assertThat(sink.append(named("load"), 2_000, 2.5, null)).isEmpty();

        assertThat(values("load")).containsExactly(1.5, 2.5);
    }

    @Test
    void what_the_window_does_not_take_is_told_with_why_it_may_be() {
        var reason =
                "refused by the window: older than its last sample, a collector's own series, or"
                        + " beyond window.max_series";
        assertThat(sink.append(named("load"), 2_000, 2.5, null)).isEmpty();

        assertThat(sink.append(named("load"), 1_000, 1.5, null)).contains(reason);
        assertThat(sink.append(named("disk"), 1_000, 1.5, null)).isEmpty();
        assertThat(sink.append(named("net"), 1_000, 1.5, null)).contains(reason);
        assertThat(values("load")).containsExactly(2.5);
    }

    private static Labels named(String name) {
        return Labels.of(Labels.NAME, name);
    }

    private double[] values(String name) {
        var matchers = List.of(new Matcher(Matcher.Type.EQUAL, Labels.NAME, name));
        var samples = new SampleBuffer();
        window.select(matchers, 0, Long.MAX_VALUE)
                .forEach(series -> series.read(0, Long.MAX_VALUE, samples));
        return Arrays.copyOf(samples.floats(), samples.floatCount());
    }
}
