package io.hypervigil.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlGpm.nvmlGpmMetric_t;
import io.hypervigil.nvml.jna.NvmlLibrary.Done;
import io.hypervigil.nvml.jna.NvmlMig.nvmlDeviceAttributes_t;
import io.hypervigil.nvml.jna.NvmlProcesses.Kind;
import io.hypervigil.nvml.jna.NvmlProcesses.nvmlProcessInfo_t;
import io.hypervigil.nvml.jna.NvmlProcesses.nvmlProcessUtilizationSample_t;
import io.hypervigil.nvml.jna.NvmlResult.Failed;
import io.hypervigil.nvml.jna.NvmlResult.Lost;
import io.hypervigil.nvml.jna.NvmlResult.NoPermission;
import io.hypervigil.nvml.jna.NvmlResult.NoSymbol;
import io.hypervigil.nvml.jna.NvmlResult.NotSupported;
import io.hypervigil.nvml.jna.NvmlResult.Value;
import io.hypervigil.nvml.stub.StubDriver;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NvmlBindingTest {

    private static final String ONE_GPU =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlSystemGetNVMLVersion = 12.550.54.15
            nvmlSystemGetCudaDriverVersion_v2 = error 12
            nvmlSystemGetCudaDriverVersion = 12040
            nvmlDeviceGetCount_v2 = 1
            [gpu 0]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            """;

    @TempDir Path folder;

    private @Nullable NvmlLibrary library;
    private @Nullable NvmlCalls calls;

    @AfterEach
    void let_go() {
        if (calls != null) {
            calls.close();
        }
        if (library != null) {
            library.nvmlShutdown();
            library.close();
        }
    }

    @Test
    void a_library_that_is_not_there_is_an_answer() {
        assertThat(NvmlLibrary.open(folder.resolve("libnvidia-ml.so.1").toString()))
                .isInstanceOfSatisfying(
                        NvmlLibrary.Opening.NotThere.class,
                        notThere -> assertThat(notThere.reason()).contains("libnvidia-ml.so.1"));
    }

    @Test
    void the_driver_tells_its_versions_and_devices() {
        open(ONE_GPU);

        assertThat(library().nvmlSystemGetDriverVersion()).isEqualTo(new Value<>("550.54.15"));
        assertThat(library().nvmlSystemGetNVMLVersion()).isEqualTo(new Value<>("12.550.54.15"));
        assertThat(library().nvmlSystemGetCudaDriverVersion()).isEqualTo(new Value<>(12040));
        assertThat(library().nvmlDeviceGetCount_v2()).isEqualTo(new Value<>(1));
        assertThat(library().nvmlDeviceGetHandleByPciBusId_v2("00000000:3b:00.0").answer())
                .hasValueSatisfying(same -> assertThat(same.isSame(device())).isTrue());
        assertThat(NvmlIdentity.nvmlDeviceGetPciInfo_v3(calls(), device()))
                .isEqualTo(new Value<>("00000000:3B:00.0"));
        assertThat(calls().text(device(), NvmlIdentity.nvmlDeviceGetUUID))
                .isEqualTo(new Value<>("GPU-1"));
    }

    @Test
    void calls_before_the_library_is_initialised_say_that_handles_are_lost() {
        open(ONE_GPU);
        var device = device();
        library().nvmlShutdown();

        assertThat(calls().number(device, NvmlPower.nvmlDeviceGetPowerUsage))
                .isEqualTo(new Lost<>("nvmlDeviceGetPowerUsage", 1));
    }

    @Test
    void numbers_come_from_arguments_structs_and_selected_calls() {
        open(
                ONE_GPU
                        + """
                        nvmlDeviceGetPowerUsage = 71234
                        nvmlDeviceGetTotalEnergyConsumption = 5000000000000+1
                        nvmlDeviceGetEccMode = 1 0
                        nvmlDeviceGetClockInfo.1 = 1980
                        nvmlDeviceGetMemoryInfo_v2 = 100 10 60 30
                        nvmlDeviceGetTemperatureV = -5
                        nvmlDeviceGetFanSpeedRPM.1 = 2400
                        nvmlDeviceGetMemoryErrorCounter.117 = 9
                        nvmlDeviceGetRetiredPages.0 = 3
                        nvmlDeviceGetAttributes_v2 = 16 1 1 0 1 0 1 1 9856
                        """);

        assertThat(number(NvmlPower.nvmlDeviceGetPowerUsage)).isEqualTo(new Value<>(71234L));
        assertThat(number(NvmlPower.nvmlDeviceGetTotalEnergyConsumption))
                .isEqualTo(new Value<>(5000000000000L));
        assertThat(number(NvmlPower.nvmlDeviceGetTotalEnergyConsumption))
                .isEqualTo(new Value<>(5000000000001L));
        assertThat(numbers(NvmlEcc.nvmlDeviceGetEccMode)).containsExactly(1, 0);
        assertThat(number(NvmlClocks.nvmlDeviceGetClockInfo(1))).isEqualTo(new Value<>(1980L));
        assertThat(numbers(NvmlMemory.nvmlDeviceGetMemoryInfo_v2)).containsExactly(100, 10, 60, 30);
        assertThat(number(NvmlTemperature.nvmlDeviceGetTemperatureV)).isEqualTo(new Value<>(-5L));
        assertThat(number(NvmlTemperature.nvmlDeviceGetFanSpeedRPM(1)))
                .isEqualTo(new Value<>(2400L));
        assertThat(number(NvmlEcc.nvmlDeviceGetMemoryErrorCounter(1, 1, 7)))
                .isEqualTo(new Value<>(9L));
        assertThat(NvmlEcc.nvmlDeviceGetRetiredPages(calls(), device(), 0))
                .isEqualTo(new Value<>(3L));
        assertThat(NvmlMig.nvmlDeviceGetAttributes_v2(calls(), device()))
                .isEqualTo(new Value<>(new nvmlDeviceAttributes_t(16, 1, 1, 0, 1, 0, 1, 1, 9856)));
    }

    @Test
    void each_refusal_is_told_apart() {
        open(
                ONE_GPU
                        + """
                        nvmlDeviceGetPowerManagementLimit = error 4
                        nvmlDeviceGetEnforcedPowerLimit = error 15
                        nvmlDeviceGetEccMode = error 999
                        nvmlDeviceGetJpgUtilization = error 26
                        """,
                "nvmlDeviceGetOfaUtilization");

        assertThat(number(NvmlPower.nvmlDeviceGetPowerUsage)).isEqualTo(new NotSupported<>());
        assertThat(number(NvmlPower.nvmlDeviceGetPowerManagementLimit))
                .isEqualTo(new NoPermission<>());
        assertThat(number(NvmlPower.nvmlDeviceGetEnforcedPowerLimit))
                .isEqualTo(new Lost<>("nvmlDeviceGetEnforcedPowerLimit", 15));
        assertThat(number(NvmlEcc.nvmlDeviceGetEccMode))
                .isEqualTo(new Failed<>("nvmlDeviceGetEccMode", 999));
        assertThat(number(NvmlUtilization.nvmlDeviceGetJpgUtilization))
                .isEqualTo(new NotSupported<>());
        assertThat(number(NvmlUtilization.nvmlDeviceGetOfaUtilization))
                .isEqualTo(new NoSymbol<>("nvmlDeviceGetOfaUtilization"));
        assertThat(library().exports("nvmlDeviceGetOfaUtilization")).isFalse();
        assertThat(library().exports("nvmlDeviceGetJpgUtilization")).isTrue();
    }

    @Test
    void field_values_come_in_every_type_and_what_is_not_there_is_asked_once() {
        open(
                ONE_GPU
                        + """
                        nvmlDeviceGetFieldValues = 0
                        field.186 = u32 70123
                        field.83 = u64 12345678901234
                        field.138/3 = u64 -
                        field.139/3 = u64 77
                        field.82 = i32 -4
                        field.1 = none
                        field.2 = f64 0.5
                        field.197 = error 999
                        """);
        var ids = List.of(186, 83, 82, 1, 2, 197, 300);
        var fields = new java.util.ArrayList<>(ids.stream().map(Field::of).toList());
        fields.add(new Field(138, 3));
        fields.add(new Field(139, 3));

        try (var batch = new NvmlFieldValues(library(), fields)) {
            assertThat(batch.nvmlDeviceGetFieldValues(device()).answer().orElseThrow())
                    .extracting(answer -> answer.field().question() + ": " + answer.result())
                    .containsExactly(
                            "field 186: Value[content=70123.0]",
                            "field 83: Value[content=1.2345678901234E13]",
                            "field 82: Value[content=-4.0]",
                            "field 1: NotSupported[]",
                            "field 2: Value[content=0.5]",
                            "field 197: Failed[call=nvmlDeviceGetFieldValues, nvmlReturn=999]",
                            "field 300: NotSupported[]",
                            "field 138, scope 3: NotSupported[]",
                            "field 139, scope 3: Value[content=77.0]");
            assertThat(batch.nvmlDeviceGetFieldValues(device()).answer().orElseThrow())
                    .extracting(answer -> answer.field().fieldId())
                    .containsExactly(186, 83, 82, 2, 197, 139);
        }
    }

    @Test
    void processes_are_read_in_each_size_that_drivers_write() {
        var processes = ONE_GPU + "ComputeProcesses = 100:1048576:-:- 101:-:1:2\n";
        var newest =
                List.of(
                        new nvmlProcessInfo_t(
                                100,
                                OptionalLong.of(1048576),
                                OptionalInt.empty(),
                                OptionalInt.empty()),
                        new nvmlProcessInfo_t(
                                101, OptionalLong.empty(), OptionalInt.of(1), OptionalInt.of(2)));

        open(processes);
        assertThat(running()).isEqualTo(newest);
    }

    @Test
    void the_longer_struct_of_early_535_drivers_is_known_by_their_functions() {
        open(
                "[system]\nprocess_bytes = 32\n"
                        + ONE_GPU
                        + "ComputeProcesses = 100:1048576:-:- 101:5:1:2\n",
                "nvmlDeviceGetRunningProcessDetailList");

        assertThat(running())
                .extracting(nvmlProcessInfo_t::pid, nvmlProcessInfo_t::usedGpuMemory)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(100L, OptionalLong.of(1048576)),
                        org.assertj.core.groups.Tuple.tuple(101L, OptionalLong.of(5)));
    }

    @Test
    void the_oldest_list_has_no_instances() {
        open(
                ONE_GPU + "ComputeProcesses = 100:1048576:7:7 101:5:7:7\n",
                "nvmlDeviceGetComputeRunningProcesses_v3",
                "nvmlDeviceGetComputeRunningProcesses_v2");

        assertThat(running())
                .extracting(nvmlProcessInfo_t::pid, nvmlProcessInfo_t::gpuInstanceId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(100L, OptionalInt.empty()),
                        org.assertj.core.groups.Tuple.tuple(101L, OptionalInt.empty()));
    }

    @Test
    void a_list_longer_than_the_buffer_is_asked_for_again() {
        var lines =
                IntStream.range(0, 10)
                        .mapToObj(
                                line ->
                                        IntStream.range(0, 20)
                                                .mapToObj(i -> (1000 + line * 20 + i) + ":1:-:-")
                                                .collect(
                                                        Collectors.joining(
                                                                " ",
                                                                "ComputeProcesses"
                                                                        + (line == 0
                                                                                ? ""
                                                                                : "." + line)
                                                                        + " = ",
                                                                "\n")))
                        .collect(Collectors.joining());
        open(ONE_GPU + lines);

        assertThat(running())
                .hasSize(200)
                .last()
                .extracting(nvmlProcessInfo_t::pid)
                .isEqualTo(1199L);
    }

    @Test
    void samples_of_utilisation_come_once_and_garbage_never() {
        open(
                ONE_GPU
                        + "nvmlDeviceGetProcessUtilization ="
                        + " 100:5000:40:10:0:0 101:6000:4294967295:0:0:0\n");

        try (var processes = new NvmlProcesses(library())) {
            assertThat(processes.nvmlDeviceGetProcessUtilization(device(), 0))
                    .isEqualTo(
                            new Value<>(
                                    List.of(
                                            new nvmlProcessUtilizationSample_t(
                                                    100, 5000, 40, 10, 0, 0))));
            assertThat(processes.nvmlDeviceGetProcessUtilization(device(), 6000))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed ->
                                    assertThat(NvmlReturn.isNothingThere(failed.nvmlReturn()))
                                            .isTrue());
        }
    }

    @Test
    void gpm_needs_two_samples_and_leaves_out_what_is_no_number() {
        open(
                ONE_GPU
                        + """
                        nvmlGpmQueryDeviceSupport = 1
                        gpm.2 = 37.5
                        gpm.5 = nan
                        gpm.20 = 120.25
                        """);

        try (var gpm = new NvmlGpm(library(), List.of(2, 5, 7, 20))) {
            assertThat(NvmlGpm.nvmlGpmQueryDeviceSupport(calls(), device()))
                    .isEqualTo(new Value<>(true));
            assertThat(gpm.nvmlGpmSampleGet(device())).isEqualTo(new Value<>(Done.DONE));
            assertThat(gpm.nvmlGpmMetricsGet()).isEqualTo(new Value<>(List.of()));
            gpm.nvmlGpmSampleGet(device());
            assertThat(gpm.nvmlGpmMetricsGet())
                    .isEqualTo(
                            new Value<>(
                                    List.of(
                                            new nvmlGpmMetric_t(2, 37.5, "%"),
                                            new nvmlGpmMetric_t(20, 120.25, "MiB/s"))));
        }
    }

    @Test
    void events_of_registered_devices_arrive_in_order_and_then_none() {
        open(
                "[system]\nevents = 1:0:8:79 2:0:1:0 3:0:8:48\n"
                        + ONE_GPU
                        + "nvmlDeviceGetSupportedEventTypes = 9\n");

        try (var events = NvmlEvents.nvmlEventSetCreate(library()).answer().orElseThrow()) {
            events.nvmlDeviceRegisterEvents(device(), NvmlEvents.nvmlEventTypeXidCriticalError);

            assertThat(events.nvmlEventSetWait_v2(0).answer())
                    .hasValueSatisfying(
                            event -> {
                                assertThat(event.eventData()).isEqualTo(79);
                                assertThat(event.device().isSame(device())).isTrue();
                            });
            assertThat(events.nvmlEventSetWait_v2(0).answer())
                    .hasValueSatisfying(event -> assertThat(event.eventData()).isEqualTo(48));
            assertThat(events.nvmlEventSetWait_v2(0))
                    .isEqualTo(new Failed<>("nvmlEventSetWait_v2", 10));
        }
    }

    @Test
    void mig_devices_lie_in_places_of_which_some_are_empty() {
        open(
                ONE_GPU
                        + """
                        nvmlDeviceGetMaxMigDeviceCount = 7
                        [gpu 0 mig 1]
                        nvmlDeviceGetUUID = MIG-1
                        """);

        assertThat(NvmlMig.nvmlDeviceGetMigDeviceHandleByIndex(calls(), device(), 0))
                .isEqualTo(new Failed<>("nvmlDeviceGetMigDeviceHandleByIndex", 6));
        assertThat(
                        NvmlMig.nvmlDeviceGetMigDeviceHandleByIndex(calls(), device(), 1)
                                .answer()
                                .map(mig -> calls().text(mig, "nvmlDeviceGetUUID")))
                .contains(new Value<>("MIG-1"));
    }

    private void open(String scenario, String... hidden) {
        var stub = StubDriver.following(folder, scenario, hidden);
        var opening = NvmlLibrary.open(stub.library().toString());
        assertThat(opening).isInstanceOf(NvmlLibrary.Opening.Opened.class);
        if (opening instanceof NvmlLibrary.Opening.Opened(var opened)) {
            library = opened;
            calls = new NvmlCalls(opened);
            assertThat(opened.nvmlInit_v2()).isEqualTo(new Value<>(Done.DONE));
        }
    }

    private NvmlLibrary library() {
        return java.util.Objects.requireNonNull(library);
    }

    private NvmlCalls calls() {
        return java.util.Objects.requireNonNull(calls);
    }

    private NvmlDevice device() {
        return library().nvmlDeviceGetHandleByIndex_v2(0).answer().orElseThrow();
    }

    private NvmlResult<Long> number(Getter getter) {
        return calls().number(device(), getter);
    }

    private long[] numbers(Getter getter) {
        return calls().numbers(device(), getter).answer().orElseThrow();
    }

    private List<nvmlProcessInfo_t> running() {
        try (var processes = new NvmlProcesses(library())) {
            return processes.running(device(), Kind.COMPUTE).answer().orElseThrow();
        }
    }
}
