package io.hypervigil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.Configuration;
import io.hypervigil.config.Configured;
import io.hypervigil.judging.AnsweringServer;
import io.hypervigil.judging.Judge;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.engine.EngineOptions;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JudgingTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void a_folder_that_cannot_keep_the_state_is_told_before_the_process_listens() throws Exception {
        Files.writeString(folder.resolve("state"), "a file, where a folder is wanted");
        var configuration = configuration("{packs: [none], path: FOLDER/state}");

        assertThatThrownBy(() -> judging(configuration))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(
                        "alerting.path: "
                                + folder
                                + "/state cannot keep the state of alerts: it is a file, not a"
                                + " folder");
    }

    @Test
    void a_pack_that_is_not_there_is_told_before_the_process_listens() throws Exception {
        var configuration = configuration("{packs: [gpuu]}");

        assertThatThrownBy(() -> judging(configuration))
                .isInstanceOf(SettingsException.class)
                .hasMessage("alerting.packs: there is no pack gpuu, is gpu meant?");
    }

    @Test
    void a_reload_that_wants_state_where_none_can_be_kept_is_refused() throws Exception {
        Files.writeString(folder.resolve("state"), "a file, where a folder is wanted");
        var off = configuration("{enabled: false, packs: [none]}");
        var on = configuration("{packs: [none], path: FOLDER/state}");

        try (var judging = judging(off)) {
            assertThatThrownBy(() -> judging.prepare(on))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("alerting.path: ");
        }
    }

    @Test
    void two_processes_do_not_share_a_folder() throws Exception {
        var configuration = configuration("{packs: [none], path: FOLDER/state}");

        try (var first = judging(configuration)) {
            assertThatThrownBy(() -> judging(configuration))
                    .hasMessageContaining(folder + "/state is in use by another process");
            assertThat(first.groups()).isEmpty();
        }
        judging(configuration).close();
    }

    @Test
    void a_reload_turns_it_off_and_on_again() throws Exception {
        var on = configuration("{packs: [self], path: FOLDER/state}");
        var off = configuration("{enabled: false, packs: [self], path: FOLDER/state}");
        try (var judging = judging(on)) {
            judging.start();
            Eventually.get(SOON, () -> assertThat(judging.groups()).isNotEmpty());

            judging.judge(off, judging.prepare(off));
            assertThat(judging.groups()).isEmpty();
            assertThat(judging.api()).isEmpty();

            judging.judge(on, judging.prepare(on));
            Eventually.get(SOON, () -> assertThat(judging.groups()).isNotEmpty());
        }
    }

    @Test
    void a_reload_makes_the_heart_beat_elsewhere() throws Exception {
        try (var server = new AnsweringServer()) {
            var beats = server.answer("/beat", 200);
            var without = configuration("{packs: [none], path: FOLDER/state}");
            var with =
                    configuration(
                            "{packs: [none], path: FOLDER/state, heartbeat_interval: 1s,"
                                    + " heartbeat_url: '"
                                    + server.root()
                                    + "/beat'}");
            try (var judging = judging(without)) {
                judging.start();
                Eventually.get(SOON, () -> assertThat(judging.api()).isPresent());

                judging.judge(with, judging.prepare(with));
                Eventually.get(SOON, () -> assertThat(beats).hasPositiveValue());
            }
        }
    }

    private Configuration configuration(String alerting) throws Exception {
        var yaml = "alerting: " + alerting.replace("FOLDER", folder.toString());
        return Configured.by(folder, yaml).load();
    }

    private static Judging judging(Configuration configuration) throws SettingsException {
        return new Judging(
                configuration,
                "http://127.0.0.1:10048",
                new Judge.Parts(
                        new Engine(EngineOptions.STANDARD),
                        new SampleWindow(new WindowSettings(Duration.ofHours(1), 1000, 1L << 20)),
                        List::of,
                        () -> true,
                        BuildInfo.load(),
                        InstantSource.system()));
    }
}
