package io.hypervigil.nvml.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.driver.DriverState;
import io.hypervigil.nvml.driver.Entry;
import io.hypervigil.nvml.profile.GivenProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileActionsTest {

    private static final String TWO_GPUS =
            """
            nvmlDeviceGetCount_v2 = 2
            [gpu 0]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            nvmlDeviceGetName = NVIDIA H100
            nvmlDeviceGetPersistenceMode = 0
            nvmlDeviceGetPowerManagementLimit = 500000
            nvmlDeviceGetPowerManagementLimitConstraints = 200000 700000
            nvmlDeviceGetPowerManagementDefaultLimit = 650000
            nvmlDeviceGetPowerUsage = 243500
            nvmlDeviceGetClockInfo.0 = 1980
            nvmlDeviceGetClockInfo.2 = 2619
            nvmlDeviceGetTemperature.0 = 61
            nvmlDeviceGetCurrentClocksEventReasons = 36
            [gpu 1]
            nvmlDeviceGetUUID = GPU-2
            nvmlDeviceGetPciInfo_v3 = 00000000:86:00.0 0x233010de
            nvmlDeviceGetName = NVIDIA L40S
            nvmlDeviceGetPersistenceMode = 1
            nvmlDeviceGetPowerManagementLimit = 350000
            nvmlDeviceGetPowerManagementLimitConstraints = 300000 350000
            nvmlDeviceGetPowerManagementDefaultLimit = 350000
            """;

    @TempDir Path folder;

    @Test
    void a_profile_is_applied_to_all_gpus() throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            var expected =
                    "changed {profile: quiet, gpus: [{gpu: GPU-1,"
                            + " settings: [{setting: persistence, old: off, new: on},"
                            + " {setting: graphics_clock_megahertz, new: free},"
                            + " {setting: memory_clock_megahertz, new: free},"
                            + " {setting: power_limit_watts, old: 500, new: 390}], skipped: []},"
                            + " {gpu: GPU-2,"
                            + " settings: [{setting: persistence, old: on, new: on},"
                            + " {setting: graphics_clock_megahertz, new: free},"
                            + " {setting: memory_clock_megahertz, new: free},"
                            + " {setting: power_limit_watts, old: 350, new: 300}], skipped: []}],"
                            + " calls: [nvmlDeviceSetPersistenceMode(GPU-1, 1),"
                            + " nvmlDeviceResetGpuLockedClocks(GPU-1),"
                            + " nvmlDeviceResetMemoryLockedClocks(GPU-1),"
                            + " nvmlDeviceSetPowerManagementLimit(GPU-1, 390000),"
                            + " nvmlDeviceResetGpuLockedClocks(GPU-2),"
                            + " nvmlDeviceResetMemoryLockedClocks(GPU-2),"
                            + " nvmlDeviceSetPowerManagementLimit(GPU-2, 300000)]}";
            assertThat(bench.dryRun("gpu.profile-apply", "name", "quiet")).isEqualTo(expected);
            assertThat(bench.calls()).isEmpty();
            assertThat(bench.run("gpu.profile-apply", "name", "quiet")).isEqualTo(expected);
            assertThat(bench.calls())
                    .isEqualTo(
                            """
                            nvmlDeviceSetPersistenceMode(GPU-1, 1)
                            nvmlDeviceResetGpuLockedClocks(GPU-1)
                            nvmlDeviceResetMemoryLockedClocks(GPU-1)
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 390000)
                            nvmlDeviceResetGpuLockedClocks(GPU-2)
                            nvmlDeviceResetMemoryLockedClocks(GPU-2)
                            nvmlDeviceSetPowerManagementLimit(GPU-2, 300000)
                            """);
            assertThat(bench.run("gpu.profile-apply", "name", "quiet")).startsWith("unchanged ");
        }
    }

    @Test
    void all_is_put_back_where_one_call_is_refused() throws IOException {
        try (var bench =
                ActionBench.following(
                        folder, TWO_GPUS + "nvmlDeviceSetPowerManagementLimit = error 999 at 1")) {
            assertThat(bench.refusal("gpu.profile-apply", "name", "quiet"))
                    .isEqualTo(
                            "FAILED: GPU-2: nvmlDeviceSetPowerManagementLimit: 999, unknown error;"
                                    + " put back: GPU-2 memory_clock_megahertz, GPU-2"
                                    + " graphics_clock_megahertz, GPU-1 power_limit_watts, GPU-1"
                                    + " memory_clock_megahertz, GPU-1 graphics_clock_megahertz,"
                                    + " GPU-1 persistence (see the kernel's log; try again)");
            assertThat(bench.calls())
                    .isEqualTo(
                            """
                            nvmlDeviceSetPersistenceMode(GPU-1, 1)
                            nvmlDeviceResetGpuLockedClocks(GPU-1)
                            nvmlDeviceResetMemoryLockedClocks(GPU-1)
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 390000)
                            nvmlDeviceResetGpuLockedClocks(GPU-2)
                            nvmlDeviceResetMemoryLockedClocks(GPU-2)
                            nvmlDeviceSetPowerManagementLimit(GPU-2, 300000)
                            nvmlDeviceResetMemoryLockedClocks(GPU-2)
                            nvmlDeviceResetGpuLockedClocks(GPU-2)
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 500000)
                            nvmlDeviceResetMemoryLockedClocks(GPU-1)
                            nvmlDeviceResetGpuLockedClocks(GPU-1)
                            nvmlDeviceSetPersistenceMode(GPU-1, 0)
                            """);
        }
    }

    @Test
    void what_cannot_be_put_back_is_said() throws IOException {
        try (var bench =
                ActionBench.following(
                        folder,
                        TWO_GPUS.replace(
                                        "[gpu 1]",
                                        "nvmlDeviceSetPersistenceMode = error 4 at 2\n[gpu 1]")
                                + "nvmlDeviceResetGpuLockedClocks = error 999")) {
            assertThat(bench.refusal("gpu.profile-apply", "name", "quiet"))
                    .isEqualTo(
                            "FAILED: GPU-2: nvmlDeviceResetGpuLockedClocks: 999, unknown error; not"
                                    + " put back: graphics_clock_megahertz: GPU-2:"
                                    + " nvmlDeviceResetGpuLockedClocks: 999, unknown error;"
                                    + " persistence: GPU-1: nvmlDeviceSetPersistenceMode: 4, no"
                                    + " permission (gpu.show tells what is set now)");
        }
    }

    @Test
    void what_is_put_back_is_read_back() throws IOException {
        try (var bench =
                ActionBench.following(
                        folder,
                        TWO_GPUS.replace(
                                        "[gpu 1]",
                                        "nvmlDeviceSetPowerManagementLimit = ignored at 2\n[gpu 1]")
                                + "nvmlDeviceSetPowerManagementLimit = error 4")) {
            assertThat(bench.refusal("gpu.profile-apply", "name", "quiet"))
                    .isEqualTo(
                            "FAILED: GPU-2: nvmlDeviceSetPowerManagementLimit: 4, no permission; not"
                                    + " put back: power_limit_watts: GPU-1:"
                                    + " nvmlDeviceSetPowerManagementLimit was answered with"
                                    + " success, but power_limit_watts is not as before (gpu.show"
                                    + " tells what is set now)");
            assertThat(bench.calls()).endsWith("nvmlDeviceSetPersistenceMode(GPU-1, 0)\n");
        }
    }

    @Test
    void an_application_that_is_cancelled_says_what_could_not_be_put_back() throws IOException {
        try (var bench =
                ActionBench.following(
                        folder,
                        TWO_GPUS.replace(
                                "[gpu 1]", "nvmlDeviceSetPersistenceMode = error 4 at 2\n[gpu 1]"),
                        Map.of("awake", GivenProfile.awake("300W")))) {
            assertThat(
                            bench.refusal(
                                    "gpu.profile-apply",
                                    GivenCall.of(false, "name", "awake").cancelledAfterLooks(1)))
                    .isEqualTo(
                            "FAILED: cancelled; not put back: persistence: GPU-1:"
                                    + " nvmlDeviceSetPersistenceMode: 4, no permission (gpu.show"
                                    + " tells what is set now)");
        }
    }

    @Test
    void gpus_that_a_profile_names_and_that_are_gone_are_told() throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            bench.run(
                    "gpu.profile-create",
                    "name",
                    "both",
                    "gpus",
                    List.of("GPU-2", "GPU-9"),
                    "power_limit",
                    "300W");

            assertThat(bench.run("gpu.profile-apply", "name", "both"))
                    .endsWith(
                            "calls: [nvmlDeviceSetPowerManagementLimit(GPU-2, 300000)],"
                                    + " missing: [GPU-9]}");
            bench.run("gpu.profile-edit", "name", "both", "gpus", List.of("GPU-9"));
            assertThat(bench.refusal("gpu.profile-apply", "name", "both"))
                    .isEqualTo(
                            "NOT_FOUND: profile both is for none of the GPUs that have a handle"
                                    + " (gpu.list shows the GPUs, gpu.profile-show what the profile"
                                    + " is for)");
        }
    }

    @Test
    void a_setting_that_a_gpu_does_not_take_is_refused_before_any_call() throws IOException {
        try (var bench =
                ActionBench.following(
                        folder, TWO_GPUS, Map.of("low", GivenProfile.limiting("250W", false)))) {
            assertThat(bench.refusal("gpu.profile-apply", "name", "low"))
                    .isEqualTo(
                            "INVALID: GPU-2: a power limit of 250 W is not taken"
                                    + " (give 300 to 350 W)");
            assertThat(bench.calls()).isEmpty();
        }
    }

    @Test
    void a_profile_is_tried_and_all_is_put_back() throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            var call =
                    GivenCall.of(
                            false,
                            "name",
                            "balanced",
                            "gpu",
                            "0",
                            "span",
                            new Value.Span(Duration.ofSeconds(2)));

            var moment =
                    "{GPU-1: {power_watts: 243.5, graphics_clock_megahertz: 1980,"
                            + " memory_clock_megahertz: 2619, temperature_celsius: 61,"
                            + " throttled_by: [sw_power_cap, sw_thermal_slowdown]}}";
            assertThat(bench.run("gpu.profile-test", call))
                    .endsWith("before: " + moment + ", after: " + moment + "}");
            assertThat(call.steps())
                    .containsExactly(
                            "50 % GPU-1 243 W, 1980 MHz, 61 °C",
                            "100 % GPU-1 243 W, 1980 MHz, 61 °C");
            assertThat(bench.calls())
                    .isEqualTo(
                            """
                            nvmlDeviceSetPersistenceMode(GPU-1, 1)
                            nvmlDeviceResetGpuLockedClocks(GPU-1)
                            nvmlDeviceResetMemoryLockedClocks(GPU-1)
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 650000)
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 500000)
                            nvmlDeviceResetMemoryLockedClocks(GPU-1)
                            nvmlDeviceResetGpuLockedClocks(GPU-1)
                            nvmlDeviceSetPersistenceMode(GPU-1, 0)
                            """);
        }
    }

    @Test
    void a_trial_that_is_cancelled_puts_back_too() throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            var call = GivenCall.of(false, "name", "balanced", "gpu", "0").cancelledAfter(1);

            assertThat(bench.refusal("gpu.profile-test", call))
                    .isEqualTo("CANCELLED: the trial was cancelled (all is as it was before)");
            assertThat(bench.calls()).endsWith("nvmlDeviceSetPersistenceMode(GPU-1, 0)\n");
        }
    }

    @Test
    void a_trial_that_is_interrupted_puts_back_too() throws IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            bench.whileWaiting(
                    _ -> {
                        throw new InterruptedException();
                    });

            assertThat(bench.refusal("gpu.profile-test", "name", "balanced", "gpu", "0"))
                    .isEqualTo("CANCELLED: the trial was interrupted (all is as it was before)");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(bench.calls()).endsWith("nvmlDeviceSetPersistenceMode(GPU-1, 0)\n");
        }
    }

    @Test
    void a_trial_that_breaks_puts_back_too() throws IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            bench.whileWaiting(
                    _ -> {
                        throw new IllegalStateException("broken");
                    });

            assertThatThrownBy(() -> bench.run("gpu.profile-test", "name", "balanced", "gpu", "0"))
                    .hasMessage("broken");
            assertThat(bench.calls()).endsWith("nvmlDeviceSetPersistenceMode(GPU-1, 0)\n");
        }
    }

    @Test
    void a_trial_is_put_back_though_the_driver_was_let_go_meanwhile() throws IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            bench.whileWaiting(
                    _ -> {
                        bench.driver().release(Optional.empty());
                        bench.driver().attach();
                        bench.driver().reacquire();
                    });

            assertThat(bench.refusal("gpu.profile-test", "name", "balanced", "gpu", "0"))
                    .isEqualTo(
                            "UNAVAILABLE: GPU-1: the driver gives no handle of it (see gpu.list for"
                                    + " its state)");
            assertThat(bench.calls()).endsWith("nvmlDeviceSetPersistenceMode(GPU-1, 0)\n");
        }
    }

    @Test
    void nothing_else_is_set_of_a_gpu_that_a_profile_is_tried_on() throws Exception {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            var refusals = new ArrayList<String>();
            bench.whileWaiting(
                    _ -> {
                        refusals.add(bench.refusal("gpu.power-limit", "gpu", "0", "watts", 400));
                        refusals.add(bench.refusal("gpu.profile-apply", "name", "quiet"));
                        refusals.add(bench.refusal("gpu.profile-test", "name", "quiet"));
                        refusals.add(bench.refusal("gpu.release", "gpu", "0"));
                    });

            bench.run("gpu.profile-test", ActionBench.trial("balanced"));

            assertThat(refusals)
                    .hasSize(4)
                    .containsOnly(
                            "CONFLICT: GPU-1: profile balanced is tried on it (wait for its end, or"
                                    + " cancel it)");
            assertThat(bench.calls()).doesNotContain("GPU-2").doesNotContain("400000");
            assertThat(bench.run("gpu.power-limit", "gpu", "0", "watts", 400))
                    .startsWith("changed ");
        }
    }

    @Test
    void a_trial_ends_with_the_collector() throws Exception {
        try (var bench = ActionBench.following(folder, TWO_GPUS);
                var other = Executors.newSingleThreadExecutor()) {
            var ends = new ArrayList<Future<String>>();
            bench.whileWaiting(
                    _ -> {
                        if (ends.isEmpty()) {
                            ends.add(
                                    other.submit(
                                            () -> {
                                                bench.actions().endTrials();
                                                return bench.calls();
                                            }));
                        }
                    });

            assertThat(
                            bench.refusal(
                                    "gpu.profile-test",
                                    "name",
                                    "balanced",
                                    "gpu",
                                    "0",
                                    "span",
                                    new Value.Span(Duration.ofHours(1))))
                    .isEqualTo(
                            "CANCELLED: the trial ended with the collector (all is as it was"
                                    + " before)");
            assertThat(ends.getFirst().get()).endsWith("nvmlDeviceSetPersistenceMode(GPU-1, 0)\n");
        }
    }

    @Test
    void a_trial_takes_some_time_and_no_more_than_an_hour() throws IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            for (Duration span :
                    List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMinutes(61))) {
                assertThat(
                                bench.refusal(
                                        "gpu.profile-test",
                                        "name",
                                        "balanced",
                                        "span",
                                        new Value.Span(span)))
                        .isEqualTo(
                                "INVALID: span: no time, or longer than an hour (give up to 1h)");
            }
            assertThat(bench.calls()).isEmpty();
        }
    }

    @Test
    void profiles_are_made_shown_changed_and_deleted() throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            var night =
                    "{name: night, origin: created, summary: less noise, kept: false,"
                            + " gpus: [model:.*H100], power_limit: 250W,"
                            + " graphics_clock: 210-1200, persistence: on}";
            assertThat(
                            bench.run(
                                    "gpu.profile-create",
                                    "name",
                                    "night",
                                    "summary",
                                    "less noise",
                                    "gpus",
                                    List.of("model:.*H100"),
                                    "power_limit",
                                    "250W",
                                    "graphics_clock",
                                    "210-1200",
                                    "persistence",
                                    "on"))
                    .isEqualTo("changed {new: " + night + "}");
            assertThat(Files.readString(folder.resolve("profiles")))
                    .isEqualTo(
                            """
                            [night]
                            summary = less noise
                            gpus = model:.*H100
                            power_limit = 250W
                            graphics_clock = 210-1200
                            persistence = on
                            """);
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve("profiles"))))
                    .isEqualTo("rw-------");
            assertThat(bench.run("gpu.profile-show", "name", "night"))
                    .isEqualTo("unchanged " + night);
            assertThat(
                            bench.run(
                                    "gpu.profile-edit",
                                    "name",
                                    "night",
                                    "power_limit",
                                    "60% of max",
                                    "unset",
                                    List.of("graphics_clock")))
                    .isEqualTo(
                            "changed {old: "
                                    + night
                                    + ", new: {name: night, origin: created, summary: less noise,"
                                    + " kept: false, gpus: [model:.*H100],"
                                    + " power_limit: 60% of max, persistence: on}}");
            assertThat(bench.run("gpu.profile-keep", "name", "night", "mode", "on"))
                    .isEqualTo("changed {profile: night, old: off, new: on}");
            assertThat(Files.readString(folder.resolve("profiles"))).startsWith("keep = night\n");
            assertThat(bench.run("gpu.profile-delete", "name", "night")).startsWith("changed ");
            assertThat(Files.readString(folder.resolve("profiles"))).isEmpty();
            assertThat(bench.refusal("gpu.profile-show", "name", "night"))
                    .isEqualTo(
                            "NOT_FOUND: no profile 'night'; known: maximum, balanced, quiet (name"
                                    + " one of these)");
        }
    }

    @Test
    void shipped_and_configured_profiles_stay_as_they_are() throws ActionFailure, IOException {
        try (var bench =
                ActionBench.following(
                        folder, TWO_GPUS, Map.of("low", GivenProfile.limiting("300W", true)))) {
            assertThat(bench.run("gpu.profile-list"))
                    .isEqualTo(
                            "unchanged {profiles: [{name: maximum, origin: shipped,"
                                    + " summary: the greatest power limit, clocks free,"
                                    + " kept: false},"
                                    + " {name: balanced, origin: shipped,"
                                    + " summary: the power limit of the maker, clocks free,"
                                    + " kept: false},"
                                    + " {name: quiet, origin: shipped,"
                                    + " summary: 60 % of the maker's power limit or the least there"
                                    + " is, clocks free, kept: false},"
                                    + " {name: low, origin: configured, summary: , kept: true}]}");
            assertThat(bench.refusal("gpu.profile-delete", "name", "quiet"))
                    .isEqualTo(
                            "CONFLICT: profile quiet is shipped (make one of your own with"
                                    + " gpu.profile-create)");
            assertThat(bench.refusal("gpu.profile-edit", "name", "low", "power_limit", "250W"))
                    .isEqualTo(
                            "CONFLICT: profile low is configured (change it in the"
                                    + " configuration)");
            assertThat(bench.refusal("gpu.profile-create", "name", "maximum"))
                    .isEqualTo("CONFLICT: profile maximum exists (gpu.profile-edit changes it)");
            for (boolean isDryRun : new boolean[] {true, false}) {
                assertThat(
                                bench.refusal(
                                        "gpu.profile-keep",
                                        GivenCall.of(isDryRun, "name", "low", "mode", "off")))
                        .startsWith("CONFLICT: profile low is kept by the configuration");
            }
            assertThat(folder.resolve("profiles")).doesNotExist();
            assertThat(
                            bench.refusal(
                                    "gpu.profile-create",
                                    "name",
                                    "x",
                                    "power_limit",
                                    "250W",
                                    "gpus",
                                    List.of("model:H100\n[y]")))
                    .isEqualTo(
                            "INVALID: 'H100\n[y]': no pattern, one line expected (see what"
                                    + " gpu.profile-show tells of others)");
            assertThat(bench.refusal("gpu.profile-create", "name", "x", "power_limit", "lots"))
                    .isEqualTo(
                            "INVALID: 'lots': a limit like 250W, 80% of default or 100% of max"
                                    + " expected (see what gpu.profile-show tells of others)");
        }
    }

    @Test
    void what_is_kept_is_applied_again_when_a_gpu_comes() throws IOException {
        try (var bench =
                ActionBench.following(
                        folder, TWO_GPUS, Map.of("low", GivenProfile.limiting("300W", true)))) {
            var gpus = ((DriverState.Attached) bench.driver().attach()).gpus();

            assertThat(bench.actions().keepProfiles(gpus.subList(0, 1))).isEmpty();
            assertThat(bench.calls())
                    .isEqualTo("nvmlDeviceSetPowerManagementLimit(GPU-1, 300000)\n");
            bench.stub().alsoSay("[gpu 1]\nnvmlDeviceSetPowerManagementLimit = error 4");
            assertThat(bench.actions().keepProfiles(gpus))
                    .containsExactly(
                            "profile low: GPU-2: nvmlDeviceSetPowerManagementLimit: 4, no"
                                    + " permission; nothing was changed");
        }
    }

    @Test
    void a_gpu_that_takes_no_profile_keeps_no_other_from_it() throws Exception {
        try (var bench =
                        ActionBench.following(
                                folder,
                                TWO_GPUS,
                                Map.of("low", GivenProfile.limiting("300W", true)));
                var other = Executors.newSingleThreadExecutor()) {
            var gpus = ((DriverState.Attached) bench.driver().attach()).gpus();
            var entered = other.submit(() -> (Entry.Within) bench.driver().enter("GPU-1")).get();

            assertThat(bench.actions().keepProfiles(gpus))
                    .containsExactly(
                            "profile low: GPU-1: another call to the GPU has not come back yet");
            assertThat(bench.calls())
                    .isEqualTo("nvmlDeviceSetPowerManagementLimit(GPU-2, 300000)\n");
            other.submit(entered::close).get();
        }
    }

    @Test
    void what_is_kept_waits_for_the_end_of_a_trial() throws Exception {
        try (var bench =
                ActionBench.following(
                        folder, TWO_GPUS, Map.of("low", GivenProfile.limiting("300W", true)))) {
            var gpus = ((DriverState.Attached) bench.driver().attach()).gpus();
            bench.whileWaiting(_ -> assertThat(bench.actions().keepProfiles(gpus)).isEmpty());

            bench.run("gpu.profile-test", ActionBench.trial("balanced"));
            var during = bench.calls();
            assertThat(bench.actions().keepProfiles(gpus)).isEmpty();

            assertThat(during)
                    .contains("nvmlDeviceSetPowerManagementLimit(GPU-2, 300000)")
                    .doesNotContain("nvmlDeviceSetPowerManagementLimit(GPU-1, 300000)");
            assertThat(bench.calls().substring(during.length()))
                    .isEqualTo("nvmlDeviceSetPowerManagementLimit(GPU-1, 300000)\n");
        }
    }

    @Test
    void what_could_not_be_kept_is_tried_again_some_times() throws IOException {
        try (var bench =
                ActionBench.following(
                        folder,
                        TWO_GPUS + "nvmlDeviceSetPowerManagementLimit = error 999 at 1\n",
                        Map.of("low", GivenProfile.limiting("300W", true)))) {
            var gpus = ((DriverState.Attached) bench.driver().attach()).gpus();
            assertThat(bench.actions().keepProfiles(gpus)).hasSize(1);
            var before = bench.calls();

            bench.pass(Duration.ofSeconds(9));
            assertThat(bench.actions().keepProfiles(gpus)).hasSize(1);
            assertThat(bench.calls()).isEqualTo(before);

            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.actions().keepProfiles(gpus)).isEmpty();
            assertThat(bench.calls().substring(before.length()))
                    .isEqualTo("nvmlDeviceSetPowerManagementLimit(GPU-2, 300000)\n");
        }
    }

    @Test
    void what_goes_on_failing_is_left_alone() throws IOException {
        try (var bench =
                ActionBench.following(
                        folder,
                        TWO_GPUS + "nvmlDeviceSetPowerManagementLimit = error 4\n",
                        Map.of("low", GivenProfile.limiting("300W", true)))) {
            var gpus = ((DriverState.Attached) bench.driver().attach()).gpus();
            for (int i = 0; i < 20; i++) {
                assertThat(bench.actions().keepProfiles(gpus)).hasSize(1);
                bench.pass(Duration.ofMinutes(10));
            }

            assertThat(bench.calls().lines().filter(line -> line.contains("GPU-2"))).hasSize(6);
        }
    }

    @Test
    void ecc_is_a_setting_of_a_profile() throws ActionFailure, IOException {
        try (var bench =
                ActionBench.of(folder, "nvmlDeviceGetName = H100\nnvmlDeviceGetEccMode = 1 1\n")) {
            bench.run("gpu.profile-create", "name", "fast", "ecc", "off");

            assertThat(bench.run("gpu.profile-apply", "name", "fast"))
                    .contains("{setting: ecc_pending, old: on, new: off}");
            assertThat(bench.calls()).isEqualTo("nvmlDeviceSetEccMode(GPU-1, 0)\n");
        }
    }
}
