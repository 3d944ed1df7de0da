package io.hypervigil.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.sampling.Snapshot;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OwnRoundsTest {

    private static final Group GROUP = Group.on("test", "of a test");

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(15));
    private final SampleWindow window = new SampleWindow(WindowSettings.DEFAULT);
    private final Recorder recorder =
            new Recorder(
                    window,
                    new TargetLabels("hv", "h:1", Map.of("rack", "7")),
                    Duration.ofSeconds(15),
                    clock);

    private static Samples one(String name, double value) {
        var book = new SampleBook(new SeriesTable(), 10);
        book.begin();
        book.add(Family.gauge(GROUP, name, "Help."), value);
        return book.finish();
    }

    @Test
    void the_process_is_recorded_as_a_prometheus_would_that_scrapes_it() {
        var build = one("build", 1);
        var jvm = one("jvm", 2);
        var own = new OwnRounds(recorder, List.of(() -> build, () -> jvm), clock);
        var rounds = recorder.probe("test", "one");
        recorder.begin();
        rounds.sampled(
                new Snapshot(one("load", 3), clock.instant(), 250_000_000, List.of(), List.of()));

        own.record();
        clock.advance(Duration.ofSeconds(15));
        own.record();

        assertThat(WindowText.of(window))
                .isEqualTo(
                        """
                        build{instance="h:1", job="hv", rack="7"} 15.0:1.0 30.0:1.0
                        jvm{instance="h:1", job="hv", rack="7"} 15.0:2.0 30.0:2.0
                        load{instance="h:1", job="hv", rack="7"} 15.0:3.0
                        scrape_duration_seconds{instance="h:1", job="hv", rack="7"} 15.0:0.25 30.0:0.25
                        scrape_samples_post_metric_relabeling{instance="h:1", job="hv", rack="7"} 15.0:3.0 30.0:3.0
                        scrape_samples_scraped{instance="h:1", job="hv", rack="7"} 15.0:3.0 30.0:3.0
                        scrape_series_added{instance="h:1", job="hv", rack="7"} 15.0:3.0 30.0:0.0
                        up{instance="h:1", job="hv", rack="7"} 15.0:1.0 30.0:1.0
                        """);
        assertThat(own.last())
                .contains(
                        new OwnRounds.LastRound(Instant.ofEpochSecond(30), Duration.ofMillis(250)));
    }

    @Test
    void what_ends_says_so_by_its_series() {
        var own = new OwnRounds(recorder, List.of(), clock);
        recorder.begin();
        own.record();

        own.close();

        assertThat(WindowText.of(window, "up"))
                .isEqualTo("up{instance=\"h:1\", job=\"hv\", rack=\"7\"} 15.0:1.0 15.001:stale\n");
    }
}
