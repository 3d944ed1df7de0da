package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code window} and {@code query}; their defaults and all their keys are in ConfigurationTest. */
final class WindowSectionTest {

    @TempDir Path folder;

    @Test
    void the_window_is_in_memory_only_where_it_has_no_folder() throws Exception {
        assertThat(Configured.withoutFile().load().window().file()).isEmpty();
        assertThat(Configured.withoutFile().and("--storage.tsdb.path=/s").load().window().file())
                .contains(Path.of("/s/window.snapshot"));
        assertThat(
                        Configured.withoutFile()
                                .and("--storage.tsdb.path=/s", "--no-window.snapshot")
                                .load()
                                .window()
                                .file())
                .isEmpty();
    }

    @Test
    void what_makes_no_sense_is_refused_at_its_place() throws Exception {
        Configured.by(
                        folder,
                        """
                        window: {retention: 20s, interval: 15s}
                        query: {timeout: 0s, max_concurrency: 0}
                        """)
                .isRefusedWith(
                        """
                        HV.YML, line 1, column 21: window.retention: 20s, at least 30s expected
                        HV.YML, line 2, column 39: query.max_concurrency: 0, from 1 to 1000 expected
                        HV.YML, line 2, column 18: query.timeout: 0s, more than 0 expected
                        """);
        Configured.by(folder, "window: {job: \"\"}")
                .isRefusedWith("HV.YML, line 1, column 15: window.job: empty, a name expected");
        Configured.by(folder, "window: {interval: 1ms}")
                .isRefusedWith(
                        "HV.YML, line 1, column 20: window.interval: 1ms, at least 100ms expected");
        Configured.by(folder, "window: {snapshot_interval: 0s}")
                .isRefusedWith(
                        "HV.YML, line 1, column 29: window.snapshot_interval: 0s, at least 1s"
                                + " expected");
        Configured.by(folder, "window: {labels: {a-b: c}}")
                .isRefusedWith(
                        "HV.YML, line 1, column 18: window.labels: 'a-b', a name of a label such"
                                + " as cluster expected");
        Configured.by(folder, "window: {labels: {job: c}}")
                .isRefusedWith(
                        "HV.YML, line 1, column 18: window.labels: 'job' has a key of its own,"
                                + " window.job");
        Configured.by(folder, "query: {lookback_delta: 0s}")
                .isRefusedWith(
                        "HV.YML, line 1, column 25: query.lookback_delta: 0s, more than 0 expected");
    }
}
