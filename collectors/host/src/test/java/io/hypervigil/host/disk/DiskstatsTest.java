package io.hypervigil.host.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DiskstatsTest {

    @TempDir Path machine;

    @Test
    void a_disk_of_an_old_kernel_has_no_discards_and_no_flushes() throws IOException {
        write(
                "proc/diskstats",
                "   8       0 sda 25354637 34367663 1003346126 18492372 28444756 11134226 505697032 63877960 2 9653880 82621804\n");

        assertThat(samples())
                .isEqualTo(
                        """
                        node_disk_info{device="sda",major="8",minor="0",path="",wwn="",model="",serial="",revision="",rotational="0"} 1
                        node_disk_io_now{device="sda"} 2
                        node_disk_io_time_seconds_total{device="sda"} 9653.880000000001
                        node_disk_io_time_weighted_seconds_total{device="sda"} 82621.804
                        node_disk_read_bytes_total{device="sda"} 513713216512
                        node_disk_read_time_seconds_total{device="sda"} 18492.372
                        node_disk_reads_completed_total{device="sda"} 25354637
                        node_disk_reads_merged_total{device="sda"} 34367663
                        node_disk_write_time_seconds_total{device="sda"} 63877.96
                        node_disk_writes_completed_total{device="sda"} 28444756
                        node_disk_writes_merged_total{device="sda"} 11134226
                        node_disk_written_bytes_total{device="sda"} 258916880384
                        """);
    }

    @ParameterizedTest
    @CsvSource({"7, 0", "11, 11", "15, 15", "17, 17", "20, 17"})
    void counters_are_taken_as_far_as_the_kernel_writes_and_we_know(int written, int taken) {
        var lines = DiskLine.parse(Text.of("259 0 nvme0n1" + " 1".repeat(written) + "\n"), 17);

        assertThat(lines.stream().mapToInt(line -> line.counters().length).sum()).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8 0\n", "8 x sda 1\n", "8 0 sda 1 2 3 4 5 6 7 8 9 10 many\n"})
    void a_malformed_line_is_refused(String line) {
        assertThatThrownBy(() -> DiskLine.parse(Text.of(line), 17))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageStartingWith("line 1: ");
    }

    @ParameterizedTest
    @CsvSource({
        "sda, true",
        "sda1, false",
        "nvme0n1, true",
        "nvme0n1p1, false",
        "loop0, false",
        "ram0, false",
        "zram0, false",
        "dm-0, true",
        "md127, true",
        "mmcblk0p1, true",
        "vda2, false",
    })
    void partitions_and_memory_are_left_out_by_default(String device, boolean isKept) {
        var defaults = SettingsBinder.defaults(DiskstatsSettings.class);

        assertThat(defaults.devices().accepts(device)).isEqualTo(isKept);
    }

    @Test
    void an_include_takes_the_place_of_the_default_exclude() {
        var settings = new DiskstatsSettings(Optional.empty(), Optional.of("^sda1$"));

        assertThat(settings.devices().accepts("sda1")).isTrue();
        assertThat(settings.devices().accepts("sda")).isFalse();
    }

    @Test
    void include_and_exclude_together_are_refused() {
        assertThatThrownBy(() -> new DiskstatsSettings(Optional.of("a"), Optional.of("b")))
                .hasMessage("device_include and device_exclude are given, one of them expected");
    }

    @Test
    void udev_tells_the_serial_in_three_ways() {
        assertThat(
                        UdevProperties.parse(
                                        Text.of(
                                                "E:ID_SERIAL=c\nE:ID_SERIAL_SHORT=b\nE:SCSI_IDENT_SERIAL=a\n"))
                                .firstOf("SCSI_IDENT_SERIAL", "ID_SERIAL_SHORT", "ID_SERIAL"))
                .isEqualTo("a");
        assertThat(
                        UdevProperties.parse(Text.of("E:ID_SERIAL=c\n"))
                                .firstOf("SCSI_IDENT_SERIAL", "ID_SERIAL_SHORT", "ID_SERIAL"))
                .isEqualTo("c");
    }

    @Test
    void lines_of_udev_that_are_no_properties_are_passed_over() {
        var udev =
                UdevProperties.parse(Text.of("S:disk/by-id/a=b\nI:12\nE:X=a=b\nE:nothing\nE:=x\n"));

        assertThat(udev.values()).containsOnlyKeys("X").containsValue("a=b");
    }

    @Test
    void a_value_of_udev_that_is_no_number_is_missing_and_the_rest_is_there() throws IOException {
        write("proc/diskstats", "8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n");
        write(
                "udev/b8:0",
                "E:ID_ATA=1\nE:ID_ATA_WRITE_CACHE=yes\nE:ID_ATA_ROTATION_RATE_RPM=7200\n");

        assertThat(samples())
                .contains("node_disk_ata_rotation_rate_rpm{device=\"sda\"} 7200")
                .doesNotContain("write_cache");
    }

    private void write(String path, String text) throws IOException {
        var file = machine.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private String samples() throws IOException {
        var files =
                new HostFiles(
                        FileTree.at(machine.resolve("proc")),
                        FileTree.at(machine.resolve("sys")),
                        FileTree.at(machine.resolve("root")),
                        FileTree.at(machine.resolve("udev")));
        return new PartRound(new Diskstats(files, SettingsBinder.defaults(DiskstatsSettings.class)))
                .samples();
    }
}
