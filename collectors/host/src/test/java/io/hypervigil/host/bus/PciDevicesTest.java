package io.hypervigil.host.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PciDevicesTest {

    private static final PciSettings NUMBERS = SettingsBinder.defaults(PciSettings.class);
    private static final String PCI_IDS =
            """
            # The list of PCI IDs, cut short.
            10de  NVIDIA Corporation
            \t20b5  GA100 [A100 PCIe 80GB]
            \t\t10de 1533  A100 80GB
            \t2330  GH100 [H100 SXM5 80GB]
            8086  Intel Corporation
            \t20b5  not NVIDIA's

            C 03  Display controller
            \t00  VGA compatible controller
            \t\t00  VGA controller
            \t02  3D controller
            """;

    @TempDir Path folder;
    private Tree sys = Tree.in(Path.of(""));
    private Tree root = Tree.in(Path.of(""));

    @BeforeEach
    void trees() {
        sys = Tree.in(folder.resolve("sys"));
        root = Tree.in(folder.resolve("root"));
    }

    @Test
    void a_device_is_told_by_its_numbers_and_what_it_has() throws Exception {
        gpu().file(DEVICE + "current_link_width", "8\n")
                .file(DEVICE + "current_link_speed", "8.0 GT/s PCIe\n")
                .file(DEVICE + "max_link_speed", "Unknown\n")
                .file(DEVICE + "numa_node", "-1\n");

        assertThat(PartRound.samplesOf(new PciDevices(sys.files(), root.files(), NUMBERS)))
                .isEqualTo(
                        """
                        node_pcidevice_current_link_transfers_per_second{bus="17",device="00",function="0",segment="0000"} 8000000000
                        node_pcidevice_current_link_width{bus="17",device="00",function="0",segment="0000"} 8
                        node_pcidevice_info{bus="17",class_id="0x030200",device="00",device_id="0x20b5",function="0",parent_bus="16",parent_device="01",parent_function="0",parent_segment="0000",revision="0xa1",segment="0000",subsystem_device_id="0x1533",subsystem_vendor_id="0x10de",vendor_id="0x10de"} 1
                        """);
    }

    @Test
    void names_come_from_the_hosts_list() throws Exception {
        gpu();
        root.file("usr/share/misc/pci.ids", PCI_IDS);

        assertThat(
                        PartRound.samplesOf(
                                new PciDevices(
                                        sys.files(), root.files(), new PciSettings(true, ""))))
                .contains(
                        "class_name=\"3D controller\",device_name=\"GA100 [A100 PCIe 80GB]\","
                                + "subsystem_device_name=\"A100 80GB\","
                                + "subsystem_vendor_name=\"NVIDIA Corporation\","
                                + "vendor_name=\"NVIDIA Corporation\"} 1\n");
    }

    @Test
    void without_a_list_names_are_numbers() throws Exception {
        gpu();

        assertThat(
                        PartRound.samplesOf(
                                new PciDevices(
                                        sys.files(), root.files(), new PciSettings(true, ""))))
                .contains(
                        "class_name=\"Unknown class (030200)\",device_name=\"20b5\","
                                + "subsystem_device_name=\"1533\",subsystem_vendor_name=\"10de\","
                                + "vendor_name=\"10de\"} 1\n");
    }

    @Test
    void a_device_that_is_unplugged_vanishes_and_a_new_one_comes() throws Exception {
        gpu();
        var part = new PciDevices(sys.files(), root.files(), NUMBERS);
        assertThat(PartRound.samplesOf(part)).contains("bus=\"17\"");

        Files.delete(folder.resolve("sys/bus/pci/devices/0000:17:00.0"));
        sys.file("devices/pci0000:e2/0000:e3:00.0/vendor", "0x10de\n")
                .link("bus/pci/devices/0000:e3:00.0", "devices/pci0000:e2/0000:e3:00.0");

        assertThat(PartRound.samplesOf(part))
                .doesNotContain("bus=\"17\"")
                .contains("bus=\"e3\"", "parent_bus=\"*\"");
    }

    @Test
    void an_interface_has_its_own_name_before_its_class() throws Exception {
        var vga = new PciIdentity("030000", "8086", "20b5", "10de", "ffff", "00");

        var names =
                PciNames.parse(
                        new BufferedReader(new StringReader(PCI_IDS)),
                        Set.of("C 03", "C 0300", "C 030000", "8086", "8086:20b5", "10de"));

        assertThat(names.classOf(vga)).isEqualTo("VGA controller");
        assertThat(names.device(vga)).isEqualTo("not NVIDIA's");
        assertThat(names.subsystemVendor(vga)).isEqualTo("NVIDIA Corporation");
        assertThat(names.subsystemDevice(vga)).isEqualTo("ffff");
    }

    @ParameterizedTest
    @CsvSource({"2.5 GT/s PCIe, 2.5e9", "64.0 GT/s PCIe, 64e9", "5 GT/s, 5e9"})
    void speeds_are_transfers_a_second(String text, double perSecond) {
        assertThat(PciDevice.transfersPerSecond(text)).isEqualTo(OptionalDouble.of(perSecond));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Unknown", "Unknown speed", "fast GT/s PCIe", " GT/s"})
    void what_is_no_speed_is_empty(String text) {
        assertThat(PciDevice.transfersPerSecond(text)).isEmpty();
    }

    private static final String DEVICE = "devices/pci0000:16/0000:16:01.0/0000:17:00.0/";

    private Tree gpu() {
        return sys.file(DEVICE + "class", "0x030200\n")
                .file(DEVICE + "vendor", "0x10de\n")
                .file(DEVICE + "device", "0x20b5\n")
                .file(DEVICE + "subsystem_vendor", "0x10de\n")
                .file(DEVICE + "subsystem_device", "0x1533\n")
                .file(DEVICE + "revision", "0xa1\n")
                .link("bus/pci/devices/0000:17:00.0", DEVICE);
    }
}
