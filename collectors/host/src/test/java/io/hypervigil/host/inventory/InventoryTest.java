package io.hypervigil.host.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InventoryTest {

    @TempDir Path folder;

    @Test
    void arm_processors_are_known_by_their_parts_and_places() throws Exception {
        Tree.in(folder.resolve("proc"))
                .file(
                        "cpuinfo",
                        """
                        processor\t: 0
                        BogoMIPS\t: 50.00
                        CPU implementer\t: 0x41
                        CPU architecture: 8
                        CPU variant\t: 0x3
                        CPU part\t: 0xd0c
                        CPU revision\t: 1

                        processor\t: 1
                        CPU implementer\t: 0x41
                        CPU architecture: 8
                        CPU variant\t: 0x3
                        CPU part\t: 0xd0c
                        CPU revision\t: 1

                        """);
        Tree.in(folder.resolve("sys"))
                .file("devices/system/cpu/cpu0/topology/physical_package_id", "0\n")
                .file("devices/system/cpu/cpu0/topology/core_id", "0\n")
                .file("devices/system/cpu/cpu1/topology/physical_package_id", "1\n")
                .file("devices/system/cpu/cpu1/topology/core_id", "0\n");

        assertThat(PartRound.samplesOf(new Inventory(files())))
                .isEqualTo(
                        """
                        hypervigil_host_processor_cores{package="0"} 1
                        hypervigil_host_processor_cores{package="1"} 1
                        hypervigil_host_processor_info{family="8",microarchitecture="Neoverse-N1",model="0xd0c",name="",package="0",stepping="r3p1",vendor="0x41"} 1
                        hypervigil_host_processor_info{family="8",microarchitecture="Neoverse-N1",model="0xd0c",name="",package="1",stepping="r3p1",vendor="0x41"} 1
                        hypervigil_host_processor_threads{package="0"} 1
                        hypervigil_host_processor_threads{package="1"} 1
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "GenuineIntel, 6, 143, 8, Sapphire Rapids",
        "AuthenticAMD, 25, 1, 1, Zen 3",
        "AuthenticAMD, 25, 97, 2, Zen 4",
        "AuthenticAMD, 25, 17, 1, ''",
        "AuthenticAMD, 26, 2, 1, Zen 5",
        "GenuineIntel, 6, 85, 7, Cascade Lake",
        "0x41, 8, 0xd4f, r0p0, Neoverse-V2",
        "0xc0, 8, 0xac3, r3p2, ''",
        "GenuineIntel, 6, 99999, 1, ''",
        "'', '', '', '', ''",
    })
    void designs_have_names(
            String vendor, String family, String model, String stepping, String name) {
        assertThat(
                        Microarchitecture.of(
                                new Processors.Design(vendor, "a CPU", family, model, stepping)))
                .isEqualTo(name);
    }

    @Test
    void a_slot_without_module_is_counted_and_not_told() {
        var board =
                MemoryBoard.parse(
                        Text.of(
                                """
                                I:12345
                                E:MEMORY_ARRAY_NUM_DEVICES=2
                                E:MEMORY_DEVICE_0_LOCATOR=DIMM A=1
                                E:MEMORY_DEVICE_0_SIZE=17179869184
                                E:MEMORY_DEVICE_1_PRESENT=0
                                E:MEMORY_DEVICE_x_SIZE=1
                                E:MEMORY_DEVICE_2
                                E:MEMORY_DEVICE_1234567_SIZE=1
                                G:systemd
                                """));

        assertThat(board.slots()).isEqualTo(OptionalDouble.of(2));
        assertThat(board.capacityBytes()).isEmpty();
        assertThat(board.modules()).hasSize(1);
        assertThat(board.modules().getFirst().text("LOCATOR")).isEqualTo("DIMM A=1");
        assertThat(board.modules().getFirst().number("SIZE"))
                .isEqualTo(OptionalDouble.of(17_179_869_184.0));
        assertThat(board.modules().getFirst().number("LOCATOR")).isEmpty();
    }

    @Test
    void data_of_udev_without_memory_is_unknown() {
        assertThat(MemoryBoard.parse(Text.of("I:1\nE:ID_VENDOR=x\n")))
                .isEqualTo(MemoryBoard.UNKNOWN);
        assertThat(MemoryBoard.parse(Text.of(""))).isEqualTo(MemoryBoard.UNKNOWN);
    }

    @Property
    void no_text_breaks_the_parsers(@ForAll String text) {
        MemoryBoard.parse(Text.of("E:MEMORY_DEVICE_" + text));
        assertThat(Processors.parse(Text.of("processor : 0\n" + text))).isNotEqualTo(List.of());
    }

    @Test
    void disks_are_block_devices_with_hardware_behind() throws Exception {
        Tree.in(folder.resolve("sys"))
                .file("block/sda/size", "8\n")
                .file("block/sda/device/model", "x\n")
                .file("block/sdb/size", "?\n")
                .file("block/sdb/device/model", "x\n")
                .file("block/dm-0/size", "16\n");

        assertThat(PartRound.samplesOf(new Inventory(files())))
                .isEqualTo("hypervigil_host_disk_size_bytes{device=\"sda\"} 4096\n");
    }

    @Test
    void a_machine_that_says_nothing_has_no_inventory() {
        assertThatThrownBy(() -> PartRound.samplesOf(new Inventory(files())))
                .isInstanceOf(NotHere.class)
                .hasMessageStartingWith("neither " + folder + "/proc/cpuinfo nor");
    }

    private HostFiles files() {
        return new HostFiles(
                FileTree.at(folder.resolve("proc")),
                FileTree.at(folder.resolve("sys")),
                FileTree.at(folder.resolve("root")),
                FileTree.at(folder.resolve("udev")));
    }
}
