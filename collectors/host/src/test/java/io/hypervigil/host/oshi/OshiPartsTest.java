package io.hypervigil.host.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.PhysicalMemory;

final class OshiPartsTest {

    @Test
    void modes_that_a_system_does_not_keep_apart_are_absent() throws Exception {
        long[][] millis = new long[2][TickType.values().length];
        millis[0][TickType.USER.getIndex()] = 1500;
        millis[1][TickType.IDLE.getIndex()] = 2000;

        assertThat(PartRound.samplesOf(sink -> OshiCpu.map(millis, sink)))
                .isEqualTo(
                        """
                        node_cpu_seconds_total{cpu="0",mode="idle"} 0
                        node_cpu_seconds_total{cpu="0",mode="user"} 1.5
                        node_cpu_seconds_total{cpu="1",mode="idle"} 2
                        node_cpu_seconds_total{cpu="1",mode="user"} 0
                        """);
    }

    @Test
    void a_system_without_load_average_has_none() {
        assertThatThrownBy(
                        () ->
                                PartRound.samplesOf(
                                        sink -> OshiLoad.map(new double[] {-1, -1, -1}, sink)))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void counts_that_are_not_kept_are_absent() throws Exception {
        assertThat(PartRound.samplesOf(sink -> OshiKernel.map(1_700_000_000, 5, 0, sink)))
                .isEqualTo(
                        """
                        node_boot_time_seconds 1700000000
                        node_context_switches_total 5
                        """);
    }

    @Test
    void sensors_that_are_not_found_are_absent() throws Exception {
        assertThat(
                        PartRound.samplesOf(
                                sink ->
                                        OshiSensors.map(
                                                48.25, Double.NaN, new int[] {1200, 0}, sink)))
                .isEqualTo(
                        """
                        node_hwmon_fan_rpm{chip="oshi",sensor="fan1"} 1200
                        node_hwmon_fan_rpm{chip="oshi",sensor="fan2"} 0
                        node_hwmon_temp_celsius{chip="oshi",sensor="cpu"} 48.25
                        """);
        assertThatThrownBy(
                        () -> PartRound.samplesOf(sink -> OshiSensors.map(0, 0, new int[0], sink)))
                .isInstanceOf(NotHere.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/sda, sda",
        "\\\\.\\PHYSICALDRIVE0, PHYSICALDRIVE0",
        "disk0, disk0",
    })
    void devices_go_by_their_last_name(String name, String device) {
        assertThat(OshiDisks.device(name)).isEqualTo(device);
    }

    @Test
    void what_the_firmware_does_not_say_is_no_label() throws Exception {
        var said = new LinkedHashMap<String, String>();
        said.put("board_vendor", "Apple Inc.");
        said.put("product_serial", "unknown");
        said.put("product_uuid", "");
        said.put("system_vendor", "Apple Inc. ");

        assertThat(PartRound.samplesOf(sink -> OshiFirmware.map(said, sink)))
                .isEqualTo(
                        "node_dmi_info{board_vendor=\"Apple Inc.\",system_vendor=\"Apple Inc.\"} 1\n");
    }

    @Test
    void memory_modules_are_told_as_on_linux() throws Exception {
        var module =
                new PhysicalMemory(
                        "BANK 0/DIMM 0",
                        8L << 30,
                        3_200_000_000L,
                        "Micron",
                        "DDR4",
                        "X1",
                        "unknown");

        assertThat(PartRound.samplesOf(sink -> OshiInventory.mapModules(List.of(module), sink)))
                .isEqualTo(
                        """
                        hypervigil_host_memory_module_info{bank="BANK 0/DIMM 0",form_factor="",locator="",manufacturer="Micron",part_number="X1",serial_number="",slot="0",type="DDR4"} 1
                        hypervigil_host_memory_module_size_bytes{slot="0"} 8589934592
                        hypervigil_host_memory_module_transfers_per_second{slot="0"} 3200000000
                        """);
    }

    @Test
    void systems_are_called_as_uname_calls_them() {
        assertThat(OshiUname.machine("amd64")).isEqualTo("x86_64");
        assertThat(OshiUname.machine("aarch64")).isEqualTo("aarch64");
        assertThat(OshiUname.kernel("macOS")).isEqualTo("Darwin");
    }
}
