package io.hypervigil.nvml.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LostTrialsTest {

    private static final String GPU =
            """
            nvmlDeviceGetPersistenceMode = 0
            nvmlDeviceGetPowerManagementLimit = 499500
            nvmlDeviceGetPowerManagementLimitConstraints = 200000 700000
            nvmlDeviceGetPowerManagementDefaultLimit = 650000
            """;

    /** What a trial of {@code balanced} leaves of it. */
    private static final String TRIED =
            GPU.replace("PersistenceMode = 0", "PersistenceMode = 1")
                    .replace("ManagementLimit = 499500", "ManagementLimit = 650000");

    private static final String JOURNAL =
            """
            2026-11-22T09:00:00Z\tGPU-1\tpersistence\toff\ton
            2026-11-22T09:00:00Z\tGPU-1\tgraphics_clock_megahertz\t?\tfree
            2026-11-22T09:00:00Z\tGPU-1\tmemory_clock_megahertz\t?\tfree
            2026-11-22T09:00:00Z\tGPU-1\tpower_limit_watts\t499.5\t650
            """;

    private static final String PUT_BACK =
            """
            nvmlDeviceSetPowerManagementLimit(GPU-1, 499500)
            nvmlDeviceResetMemoryLockedClocks(GPU-1)
            nvmlDeviceResetGpuLockedClocks(GPU-1)
            nvmlDeviceSetPersistenceMode(GPU-1, 0)
            """;

    private static final String TOLD =
            "WARN gpu=GPU-1 settings=power_limit_watts 499.5, memory_clock_megahertz free,"
                    + " graphics_clock_megahertz free, persistence off a trial was lost with its"
                    + " process, what it had set is put back";

    @TempDir Path folder;

    @Test
    void what_a_killed_process_has_left_the_next_one_puts_back() throws Exception {
        ActionBench.of(folder, GPU).close();
        try (var process = RealPart.start(folder, "trial", trialToBeKilled())) {
            Eventually.get(
                    Duration.ofSeconds(60),
                    () ->
                            assertThat(folder.resolve("calls"))
                                    .content()
                                    .as(process::log)
                                    .contains("nvmlDeviceSetPowerManagementLimit(GPU-1, 650000)"));
            assertThat(ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly()).isTrue();
            assertThat(process.exitCode(Duration.ofSeconds(30))).isEqualTo(128 + 9);
        }
        Files.delete(folder.resolve("calls"));

        try (var bench = ActionBench.of(folder, TRIED)) {
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls()).isEqualTo(PUT_BACK);
            assertThat(bench.logged()).containsExactly(TOLD);
            assertThat(journal()).doesNotExist();
        }
    }

    private List<String> trialToBeKilled() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TrialToBeKilled.class.getName(),
                folder.toString());
    }

    @Test
    void what_is_tried_is_written_down_and_struck_out() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, GPU)) {
            bench.whileWaiting(_ -> assertThat(journal()).hasContent(JOURNAL));

            bench.run("gpu.profile-test", ActionBench.trial("balanced"));

            assertThat(journal()).doesNotExist();
        }
    }

    @Test
    void what_is_applied_is_written_down_until_it_is_set_whole() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, GPU)) {
            var call = GivenCall.of(false, "name", "balanced");
            call.whenLooked(() -> assertThat(journal()).hasContent(JOURNAL));

            bench.run("gpu.profile-apply", call);

            assertThat(bench.calls()).contains("nvmlDeviceSetPowerManagementLimit(GPU-1, 650000)");
            assertThat(journal()).doesNotExist();
        }
    }

    @Test
    void a_trial_that_is_interrupted_strikes_out_its_own() throws IOException {
        var other = JOURNAL.lines().toList().getFirst().replace("GPU-1", "GPU-2") + "\n";
        Files.writeString(journal(), other);
        try (var bench = ActionBench.of(folder, GPU)) {
            bench.whileWaiting(
                    _ -> {
                        assertThat(journal()).hasContent(other + JOURNAL);
                        throw new InterruptedException();
                    });

            assertThat(bench.refusal("gpu.profile-test", ActionBench.trial("balanced")))
                    .startsWith("CANCELLED: the trial was interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal()).hasContent(other);
        }
    }

    @Test
    void the_journal_is_its_owners_alone() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, GPU)) {
            bench.whileWaiting(_ -> assertThat(permissions()).isEqualTo("rw-------"));

            bench.run("gpu.profile-test", ActionBench.trial("balanced"));
        }
    }

    private String permissions() {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(journal()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_cannot_be_written_down_is_not_tried() throws IOException {
        Files.createDirectories(folder.resolve("profiles.trials.new/in-the-way"));
        try (var bench = ActionBench.of(folder, GPU)) {
            assertThat(bench.refusal("gpu.profile-test", ActionBench.trial("balanced")))
                    .startsWith("FAILED: ")
                    .contains("profiles.trials.new")
                    .endsWith(
                            " (see to the folder of collectors.nvml.profiles_file: its owner, its"
                                    + " room)");
            assertThat(bench.calls()).isEmpty();
        }
    }

    @Test
    void a_clock_that_was_held_is_held_again() throws IOException {
        var held = JOURNAL.lines().toList().get(1).replace("?", "210-1400");
        Files.writeString(journal(), held + "\n");
        try (var bench = ActionBench.of(folder, GPU + "nvmlDeviceGetMaxClockInfo.0 = 1980\n")) {
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls()).isEqualTo("nvmlDeviceSetGpuLockedClocks(GPU-1, 210, 1400)\n");
            assertThat(bench.logged())
                    .containsExactly(
                            "WARN gpu=GPU-1 settings=graphics_clock_megahertz 210-1400 a trial was"
                                    + " lost with its process, what it had set is put back");
        }
    }

    @Test
    void modes_are_put_back_too() throws IOException {
        Files.writeString(
                journal(),
                """
                2026-11-22T09:00:00Z\tGPU-1\tcompute_mode\tmode 1\tprohibited
                2026-11-22T09:00:00Z\tGPU-1\tecc_pending\ton\toff
                """);
        try (var bench =
                ActionBench.of(
                        folder, "nvmlDeviceGetComputeMode = 2\nnvmlDeviceGetEccMode = 1 0\n")) {
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls())
                    .isEqualTo(
                            """
                            nvmlDeviceSetEccMode(GPU-1, 1)
                            nvmlDeviceSetComputeMode(GPU-1, 1)
                            """);
        }
    }

    @Test
    void what_is_as_before_is_struck_out() throws IOException {
        Files.writeString(journal(), JOURNAL.replaceAll(".*clock.*\n", ""));
        try (var bench = ActionBench.of(folder, GPU)) {
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls()).isEmpty();
            assertThat(bench.logged()).isEmpty();
            assertThat(journal()).doesNotExist();
        }
    }

    @Test
    void what_somebody_has_set_since_is_left_alone() throws IOException {
        Files.writeString(journal(), JOURNAL.replaceAll(".*clock.*\n", ""));
        try (var bench =
                ActionBench.of(
                        folder,
                        TRIED.replace(
                                "= 650000\nnvmlDeviceGetPowerManagementLimitC",
                                "= 600000\nnvmlDeviceGetPowerManagementLimitC"))) {
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls()).isEqualTo("nvmlDeviceSetPersistenceMode(GPU-1, 0)\n");
            assertThat(bench.logged())
                    .containsExactly(
                            "WARN gpu=GPU-1 settings=persistence off a trial was lost with its"
                                    + " process, what it had set is put back",
                            "WARN gpu=GPU-1 settings=power_limit_watts is 600, the trial had set 650"
                                    + " what a lost trial had set was set again since, and is left"
                                    + " alone");
            assertThat(journal()).doesNotExist();
        }
    }

    @Test
    void a_setting_that_is_there_no_more_is_left_alone() throws IOException {
        Files.writeString(journal(), JOURNAL.replaceAll(".*(clock|watts).*\n", ""));
        try (var bench = ActionBench.of(folder, "nvmlDeviceGetName = H100\n")) {
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls()).isEmpty();
            assertThat(bench.logged())
                    .singleElement()
                    .asString()
                    .contains("settings=persistence: the GPU has it no more");
            assertThat(journal()).doesNotExist();
        }
    }

    @Test
    void a_gpu_that_is_not_there_is_waited_for() throws IOException {
        var other = JOURNAL.lines().toList().getFirst().replace("GPU-1", "GPU-2") + "\n";
        Files.writeString(journal(), JOURNAL + other);
        try (var bench = ActionBench.of(folder, TRIED)) {
            bench.round();
            assertThat(journal()).hasContent(other);
            bench.pass(Duration.ofDays(30));
            bench.round();
            assertThat(journal()).hasContent(other);

            bench.stub().become(bench.stub().scenario().replace("= GPU-1", "= GPU-2"));
            bench.driver().doubt("another GPU");
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls()).endsWith("nvmlDeviceSetPersistenceMode(GPU-2, 0)\n");
            assertThat(journal()).doesNotExist();
        }
    }

    @Test
    void a_gpu_that_does_not_come_is_given_up() throws IOException {
        Files.writeString(
                journal(), JOURNAL.lines().toList().getLast().replace("GPU-1", "GPU-2") + "\n");
        try (var bench = ActionBench.of(folder, TRIED)) {
            bench.pass(Duration.ofDays(30).plusSeconds(1));

            assertThat(bench.round()).isEmpty();

            assertThat(journal()).doesNotExist();
            assertThat(bench.logged())
                    .containsExactly(
                            "WARN gpu=GPU-2 settings=power_limit_watts 499.5 what a lost trial had"
                                    + " set is put back no more: it was long ago");
        }
    }

    @Test
    void what_fails_is_told_and_tried_again() throws IOException {
        Files.writeString(journal(), JOURNAL.replaceAll(".*clock.*\n", ""));
        try (var bench =
                ActionBench.of(
                        folder, TRIED + "nvmlDeviceSetPowerManagementLimit = error 999 at 1\n")) {
            var problem =
                    "not put back after a lost trial: power_limit_watts: GPU-1:"
                            + " nvmlDeviceSetPowerManagementLimit: 999, unknown error";
            assertThat(bench.round()).containsExactly(problem);
            assertThat(bench.round()).containsExactly(problem);
            assertThat(journal()).hasContent(JOURNAL.lines().toList().getLast());

            bench.pass(Duration.ofSeconds(10));
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls())
                    .isEqualTo(
                            """
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 499500)
                            nvmlDeviceSetPersistenceMode(GPU-1, 0)
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 499500)
                            """);
            assertThat(journal()).doesNotExist();
        }
    }

    @Test
    void what_a_trial_could_not_put_back_is_put_back_later() throws IOException {
        try (var bench =
                ActionBench.of(
                        folder, GPU + "nvmlDeviceSetPowerManagementLimit = error 999 at 2\n")) {
            assertThat(bench.refusal("gpu.profile-test", ActionBench.trial("balanced")))
                    .startsWith("FAILED: the profile was tried; not put back: power_limit_watts");
            assertThat(journal()).hasContent(JOURNAL.lines().toList().getLast());

            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls())
                    .endsWith("nvmlDeviceSetPowerManagementLimit(GPU-1, 499500)\n");
            assertThat(journal()).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gpu.power-limit,   watts, 650",
        "gpu.profile-apply, name,  balanced",
    })
    void what_somebody_wants_as_a_lost_trial_had_set_it_is_left_so(
            String action, String parameter, String value) throws ActionFailure, IOException {
        Files.writeString(journal(), JOURNAL.lines().toList().getLast() + "\n");
        try (var bench = ActionBench.of(folder, TRIED)) {
            var wanted = value.equals("650") ? (Object) 650 : value;
            bench.dryRun(action, "gpu", "0", parameter, wanted);
            assertThat(journal()).exists();

            bench.run(action, "gpu", "0", parameter, wanted);

            assertThat(journal()).doesNotExist();
        }
    }

    @Test
    void a_later_trial_that_fails_keeps_what_an_earlier_one_has_left() throws IOException {
        var journal =
                """
                2026-11-22T09:00:00Z\tGPU-1\tpower_limit_watts\t499.5\t600
                2026-11-22T09:01:00Z\tGPU-1\tpower_limit_watts\t600\t650
                """;
        Files.writeString(journal(), journal);
        try (var bench =
                ActionBench.of(
                        folder, TRIED + "nvmlDeviceSetPowerManagementLimit = error 999 at 1\n")) {
            assertThat(bench.round()).hasSize(1);
            assertThat(journal()).hasContent(journal);

            bench.pass(Duration.ofSeconds(10));
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls())
                    .endsWith(
                            """
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 600000)
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 499500)
                            """);
        }
    }

    @Test
    void a_trial_that_goes_on_is_left_alone() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, GPU)) {
            bench.whileWaiting(
                    _ -> {
                        assertThat(bench.round()).isEmpty();
                        assertThat(journal()).hasContent(JOURNAL);
                    });

            bench.run("gpu.profile-test", ActionBench.trial("balanced"));

            assertThat(bench.calls().lines()).hasSize(8);
            assertThat(bench.logged()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    T/GPU-1/persistence/off                 | 4 parts, 5 expected, with tabs between them
                    now/GPU-1/persistence/off/on            | 'now': a time like 2026-11-22T09:00:00Z expected
                    T/0/persistence/off/on                  | '0': a UUID like GPU-… expected
                    T/GPU-1/fan_speed/30/50                 | 'fan_speed' is no setting of a profile
                    T/GPU-1/persistence/?/on                | persistence: what it was is missing
                    T/GPU-1/persistence/1/0                 | '1': on or off expected
                    T/GPU-1/power_limit_watts/1e9/500       | '1e9': watts like 499.5 expected
                    T/GPU-1/compute_mode/mode x/shared      | 'mode x' is no compute mode
                    T/GPU-1/memory_clock_megahertz/fast/free | 'fast': megahertz like 210-1400, or free, expected
                    """)
    void a_journal_that_makes_no_sense_is_set_aside(String line, String why) throws Exception {
        var torn =
                JOURNAL.lines().toList().getFirst()
                        + "\n"
                        + line.replace('/', '\t').replace("T\t", "2026-11-22T09:00:00Z\t")
                        + "\n";
        Files.writeString(journal(), torn);
        try (var bench = ActionBench.of(folder, TRIED)) {
            assertThat(bench.round()).isEmpty();

            var aside = folder.resolve("profiles.trials.damaged");
            assertThat(bench.logged())
                    .containsExactly(
                            "WARN aside="
                                    + aside
                                    + " error="
                                    + journal()
                                    + ": line 2: "
                                    + why
                                    + " what trials have set and not put back cannot be read");
            assertThat(aside).hasContent(torn);
            assertThat(bench.calls()).isEmpty();
            assertThat(bench.run("gpu.profile-test", ActionBench.trial("balanced")))
                    .startsWith("unchanged ");
        }
    }

    @Test
    void a_journal_that_cannot_be_read_stops_nothing() throws IOException {
        Files.createDirectory(journal());
        try (var bench = ActionBench.of(folder, TRIED)) {
            assertThat(bench.round())
                    .containsExactly(journal() + " cannot be read: Is a directory");
            assertThat(bench.calls()).isEmpty();
        }
    }

    private Path journal() {
        return folder.resolve("profiles.trials");
    }
}
