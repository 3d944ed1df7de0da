package io.hypervigil.nvml.dcgm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Golden;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.MetricType;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.nvml.NvmlCollector;
import io.hypervigil.nvml.NvmlSettings;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DcgmTest {

    private static final String SCENARIO =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlSystemGetNVMLVersion = 12.550.54.15
            nvmlDeviceGetCount_v2 = 1
            [gpu 0]
            nvmlDeviceGetUUID = GPU-0
            nvmlDeviceGetName = NVIDIA H100 80GB HBM3
            nvmlDeviceGetMinorNumber = 3
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            nvmlDeviceGetPowerUsage = 71234
            nvmlDeviceGetTotalEnergyConsumption = 5000000001
            nvmlDeviceGetUtilizationRates = 37 12
            nvmlDeviceGetEncoderUtilization = 5 166666
            nvmlDeviceGetTemperature.0 = 41
            nvmlDeviceGetClockInfo.0 = 1980
            nvmlDeviceGetClockInfo.1 = 1965
            nvmlDeviceGetClockInfo.2 = 2619
            nvmlDeviceGetMemoryInfo_v2 = 85520809984 577175552 84938915840 4718592
            nvmlDeviceGetRemappedRows = 1 2 0 0
            """;

    /** Of the default list, what is the GPU's and the same for each instance. */
    private static final List<String> OF_THE_WHOLE =
            List.of(
                    "DCGM_FI_DEV_GPU_TEMP",
                    "DCGM_FI_DEV_POWER_USAGE",
                    "DCGM_FI_DEV_GPU_UTIL",
                    "DCGM_FI_DEV_SM_CLOCK",
                    "DCGM_FI_DEV_XID_ERRORS");

    @TempDir Path folder;

    @Test
    void the_default_list_is_given_with_its_labels_and_units() throws Exception {
        assertThat(dcgm(new DcgmSettings(Optional.empty())))
                .isEqualTo(
                        """
                        DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS{@} 1
                        DCGM_FI_DEV_ENC_UTIL{@} 5
                        DCGM_FI_DEV_FB_FREE{@} 81004.0625
                        DCGM_FI_DEV_FB_RESERVED{@} 550.4375
                        DCGM_FI_DEV_FB_USED{@} 4.5
                        DCGM_FI_DEV_GPU_TEMP{@} 41
                        DCGM_FI_DEV_GPU_UTIL{@} 37
                        DCGM_FI_DEV_MEM_CLOCK{@} 2619
                        DCGM_FI_DEV_MEM_COPY_UTIL{@} 12
                        DCGM_FI_DEV_POWER_USAGE{@} 71.234
                        DCGM_FI_DEV_ROW_REMAP_FAILURE{@} 0
                        DCGM_FI_DEV_SM_CLOCK{@} 1965
                        DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{@} 5000000001
                        DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS{@} 2
                        DCGM_FI_DEV_VGPU_LICENSE_STATUS{@} 0
                        DCGM_FI_DEV_XID_ERRORS{@} 0
                        """
                                .replace(
                                        "@",
                                        "gpu=\"0\",UUID=\"GPU-0\",pci_bus_id=\"00000000:3B:00.0\","
                                                + "device=\"nvidia3\",modelName=\"NVIDIA H100 80GB"
                                                + " HBM3\",Hostname=\"h1\","
                                                + "DCGM_FI_DRIVER_VERSION=\"550.54.15\""));
    }

    @Test
    void an_own_list_decides_fields_types_help_and_labels() throws Exception {
        var list = folder.resolve("own.csv");
        Files.writeString(
                list,
                """
                # ours
                DCGM_FI_DEV_GPU_TEMP ,  counter, Hot, or not
                DCGM_FI_DEV_SERIAL, label, Serial
                DCGM_FI_PROF_SM_OCCUPANCY_OF_TOMORROW, gauge, Not yet
                """);

        assertThat(dcgm(new DcgmSettings(Optional.of(list))))
                .isEqualTo(
                        "DCGM_FI_DEV_GPU_TEMP{gpu=\"0\",UUID=\"GPU-0\","
                                + "pci_bus_id=\"00000000:3B:00.0\",device=\"nvidia3\","
                                + "modelName=\"NVIDIA H100 80GB HBM3\",Hostname=\"h1\","
                                + "DCGM_FI_DEV_SERIAL=\"\"} 41\n");
        assertThat(DcgmList.parse("x", Files.readString(list)).getFirst())
                .isEqualTo(
                        new DcgmEntry(
                                "DCGM_FI_DEV_GPU_TEMP",
                                Optional.of(MetricType.COUNTER),
                                "Hot, or not"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DCGM_FI_DEV_GPU_TEMP | x, line 1: 'DCGM_FI_DEV_GPU_TEMP', 'field, type, help'"
                        + " expected",
                "dcgm, gauge, x | x, line 1: field 'dcgm', one like DCGM_FI_DEV_GPU_TEMP expected",
                "DCGM_FI_X, meter, x | x, line 1: type 'meter', gauge, counter or label expected",
            })
    void a_list_that_is_none_is_refused_with_its_place(String text, String refusal) {
        assertThatThrownBy(() -> DcgmList.parse("x", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal);
    }

    @Test
    void a_list_that_is_not_there_is_refused_with_its_name() {
        var list = folder.resolve("none.csv");

        assertThatThrownBy(() -> DcgmPlan.of(new DcgmSettings(Optional.of(list))))
                .hasMessage(list + " does not exist");
        assertThatThrownBy(() -> DcgmPlan.of(new DcgmSettings(Optional.of(folder))))
                .hasMessageStartingWith(folder + " cannot be read: ");
    }

    @Test
    void every_field_is_made_of_a_family_that_there_is() {
        var families =
                new NvmlCollector()
                        .schema().families().stream()
                                .collect(
                                        Collectors.toMap(
                                                Family::name, Family::labels, (one, _) -> one));

        for (DcgmField field : DcgmField.ALL.values()) {
            for (DcgmField.Part part : field.parts()) {
                if (!part.family().equals(DcgmField.LAST_XID)) {
                    assertThat(families).as(field.name()).containsKey(part.family());
                    assertThat(families.get(part.family()))
                            .as(field.name())
                            .hasSizeGreaterThan(part.labels().size());
                }
            }
        }
    }

    @Test
    void a_list_without_compat_is_refused_and_not_passed_over() {
        var defaults = SettingsBinder.defaults(NvmlSettings.class);

        assertThatThrownBy(
                        () ->
                                new NvmlSettings(
                                        defaults.library(),
                                        defaults.compat(),
                                        new DcgmSettings(Optional.of(Path.of("/etc/own.csv"))),
                                        defaults.processes(),
                                        defaults.ownerMapDir(),
                                        defaults.profiles(),
                                        defaults.profilesFile()))
                .hasMessage(
                        "dcgm.counters: /etc/own.csv is not read where compat is not dcgm:"
                                + " --nvml.compat=dcgm expected beside it");
    }

    @Test
    void bits_modes_links_and_labels_are_as_dcgm_has_them() {
        assertThat(DcgmField.of("DCGM_FI_DEV_NVLINK_BANDWIDTH_L12").orElseThrow().parts())
                .extracting(DcgmField.Part::labels)
                .containsExactly(List.of("12"), List.of("12"));
        assertThat(DcgmField.of("DCGM_FI_PROF_NVJPG0_ACTIVE").orElseThrow().parts())
                .containsExactly(
                        new DcgmField.Part("gpu_engine_active_ratio", List.of("nvjpg0"), 1));
        assertThat(DcgmField.of("DCGM_FI_DEV_CLOCK_THROTTLE_REASONS").orElseThrow().parts())
                .contains(
                        new DcgmField.Part(
                                "gpu_clocks_event_reason_active", List.of("sw_power_cap"), 4));
        assertThat(DcgmField.of("DCGM_FI_DEV_COMPUTE_MODE").orElseThrow().parts())
                .contains(new DcgmField.Part("gpu_compute_mode", List.of("prohibited"), 2));
        assertThat(DcgmField.of("DCGM_FI_PROF_NVENC_OF_TOMORROW")).isEmpty();
    }

    @Test
    void the_rows_of_a_divided_gpu_are_those_of_its_instances() throws Exception {
        var list = folder.resolve("own.csv");
        var fields =
                DcgmField.ALL.values().stream()
                        .filter(DcgmField::isOfInstances)
                        .map(DcgmField::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        fields.addAll(OF_THE_WHOLE);
        fields.addAll(List.of("DCGM_FI_PROF_NVDEC0_ACTIVE", "DCGM_FI_PROF_NVJPG0_ACTIVE"));
        Files.writeString(
                list,
                fields.stream().map(name -> name + ", gauge, x\n").collect(Collectors.joining())
                        + "DCGM_FI_DRIVER_VERSION, label, x\n");
        var stub = StubDriver.of(folder, "h100-board.scenario");
        stub.alsoSay("[gpu *]\n" + monitors(1) + monitors(2) + monitors(7) + monitors(8));

        try (var harness =
                CollectorHarness.open(
                        new NvmlCollector(),
                        Path.of("src/test/fixtures/h100-board"),
                        StubSettings.withDcgm(stub.library(), new DcgmSettings(Optional.of(list))),
                        Group::byDefault)) {
            harness.sample();
            var lines =
                    Eventually.get(
                            Duration.ofSeconds(20),
                            Duration.ofMillis(1010),
                            () -> {
                                var page = harness.exposition();
                                assertThat(page).contains("DCGM_FI_PROF_SM_ACTIVE{gpu=\"6\"");
                                return page.lines();
                            });
            Golden.assertMatches(
                    Path.of("src/test/golden/dcgm-mig.txt"),
                    lines.filter(line -> line.startsWith("DCGM_"))
                            .filter(line -> line.matches("[^{]*\\{gpu=\"[67]\".*"))
                            .collect(Collectors.joining("\n", "", "\n")));
        }
    }

    /** All activity that an instance may have, another number for each. */
    private static String monitors(int instance) {
        return IntStream.of(3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 20, 21, 30, 40, 60, 61)
                .mapToObj(id -> "gpm." + id + "/" + instance + " = " + (id + instance) + "\n")
                .collect(Collectors.joining());
    }

    private String dcgm(DcgmSettings settings) throws Exception {
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
        Files.createDirectories(folder.resolve("proc/sys/kernel"));
        Files.writeString(folder.resolve("proc/sys/kernel/hostname"), "h1\n");
        var library = StubDriver.following(folder, SCENARIO).library();
        try (var harness =
                CollectorHarness.open(
                        new NvmlCollector(),
                        folder,
                        StubSettings.withDcgm(library, settings),
                        Group::byDefault)) {
            return harness.exposition()
                    .lines()
                    .filter(line -> line.startsWith("DCGM_"))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
    }
}
