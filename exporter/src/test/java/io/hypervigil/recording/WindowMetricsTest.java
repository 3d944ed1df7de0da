package io.hypervigil.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WindowMetricsTest {

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(60));
    private final SampleWindow window =
            new SampleWindow(new WindowSettings(Duration.ofHours(1), 1, 10_000_000));

    @TempDir Path folder;

    @Test
    void all_that_there_is_to_say_of_a_window() {
        var file = new WindowFile(window, folder.resolve("w"), Duration.ofMinutes(5), clock);
        file.open();
        var loose = window.loose();
        for (int second : new int[] {10, 20, 15}) {
            loose.append(Labels.of("__name__", "up"), second * 1000L, 1);
        }
        loose.append(Labels.of("__name__", "down"), 30_000, 1);
        file.close();
        var metrics = new WindowMetrics(window, Optional.of(file), clock);

        assertThat(
                        Exposition.text(List.of(metrics.samples()))
                                .replaceAll("(hypervigil_window_bytes\\{.*}) \\d+", "$1 BYTES"))
                .isEqualTo(
                        """
                        # HELP hypervigil_window_bytes Memory that the window takes.
                        # TYPE hypervigil_window_bytes gauge
                        hypervigil_window_bytes{part="index"} BYTES
                        hypervigil_window_bytes{part="samples"} BYTES
                        # HELP hypervigil_window_max_bytes Memory beyond which what needs more is refused.
                        # TYPE hypervigil_window_max_bytes gauge
                        hypervigil_window_max_bytes 10000000
                        # HELP hypervigil_window_max_series Series beyond which new ones are refused.
                        # TYPE hypervigil_window_max_series gauge
                        hypervigil_window_max_series 1
                        # HELP hypervigil_window_refused_total Samples and series that the window did not take, by reason.
                        # TYPE hypervigil_window_refused_total counter
                        hypervigil_window_refused_total{reason="bytes_limit"} 0
                        hypervigil_window_refused_total{reason="duplicate"} 0
                        hypervigil_window_refused_total{reason="foreign"} 0
                        hypervigil_window_refused_total{reason="out_of_order"} 1
                        hypervigil_window_refused_total{reason="series_limit"} 1
                        hypervigil_window_refused_total{reason="too_old"} 0
                        # HELP hypervigil_window_samples Samples in the window.
                        # TYPE hypervigil_window_samples gauge
                        hypervigil_window_samples 2
                        # HELP hypervigil_window_snapshot_failures_total How often the window could not be written to disk.
                        # TYPE hypervigil_window_snapshot_failures_total counter
                        hypervigil_window_snapshot_failures_total 0
                        # HELP hypervigil_window_snapshot_set_aside Whether the window on disk was of no use at the start.
                        # TYPE hypervigil_window_snapshot_set_aside gauge
                        hypervigil_window_snapshot_set_aside 0
                        # HELP hypervigil_window_snapshot_timestamp_seconds When the window was last written to disk, in seconds since 1970.
                        # TYPE hypervigil_window_snapshot_timestamp_seconds gauge
                        hypervigil_window_snapshot_timestamp_seconds 60
                        # HELP prometheus_tsdb_head_chunks Chunks of samples in the window.
                        # TYPE prometheus_tsdb_head_chunks gauge
                        prometheus_tsdb_head_chunks 1
                        # HELP prometheus_tsdb_head_max_time_seconds When the latest sample was taken, in seconds since 1970.
                        # TYPE prometheus_tsdb_head_max_time_seconds gauge
                        prometheus_tsdb_head_max_time_seconds 20
                        # HELP prometheus_tsdb_head_min_time_seconds When the oldest sample was taken, in seconds since 1970.
                        # TYPE prometheus_tsdb_head_min_time_seconds gauge
                        prometheus_tsdb_head_min_time_seconds 10
                        # HELP prometheus_tsdb_head_samples_appended_total Samples taken since the start.
                        # TYPE prometheus_tsdb_head_samples_appended_total counter
                        prometheus_tsdb_head_samples_appended_total 2
                        # HELP prometheus_tsdb_head_series Series in the window.
                        # TYPE prometheus_tsdb_head_series gauge
                        prometheus_tsdb_head_series 1
                        # HELP prometheus_tsdb_retention_limit_seconds How far back samples are kept.
                        # TYPE prometheus_tsdb_retention_limit_seconds gauge
                        prometheus_tsdb_retention_limit_seconds 3600
                        """);
    }

    @Test
    void a_window_in_memory_says_nothing_of_a_disk_and_is_looked_at_every_5_s_at_most() {
        var metrics = new WindowMetrics(window, Optional.empty(), clock);

        var first = metrics.samples();
        clock.advance(Duration.ofMillis(4_999));
        var second = metrics.samples();
        clock.advance(Duration.ofMillis(1));
        var third = metrics.samples();

        assertThat(second).isSameAs(first);
        assertThat(third).isNotSameAs(first);
        assertThat(Exposition.text(List.of(first)))
                .doesNotContain("snapshot")
                .contains("head_series 0\n");
    }
}
