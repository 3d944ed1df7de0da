package io.hypervigil.nvml.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Golden;
import io.hypervigil.collect.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BusProbeTest {

    private static final String FIRST = "0000:3b:00.0";
    private static final String SECOND = "0000:5e:00.0";
    private static final String UUID = "GPU-00000000-1111-2222-3333-444444444444";

    @TempDir Path folder;
    private FakeBus bus = new FakeBus(Path.of(""));
    private final FakeHandles handles = new FakeHandles();

    @BeforeEach
    void machine() {
        bus = new FakeBus(folder);
    }

    @Test
    void eight_gpus_and_four_switches_of_one_driver() throws IOException {
        for (int i = 0; i < 8; i++) {
            var address = "0000:" + (1 + i) + "9:00.0";
            handles.with(address, "GPU-" + i);
            bus.gpu(address)
                    .driver("nvidia")
                    .iommuGroup(40 + i)
                    .file("numa_node", String.valueOf(i / 4))
                    .linked("32.0 GT/s PCIe", "16")
                    .power("D0", "active")
                    .file("sriov_numvfs", "0")
                    .file("sriov_totalvfs", "16")
                    .file("aer_dev_correctable", "RxErr 0\nBadTLP " + i + "\nTOTAL_ERR_COR " + i)
                    .file("aer_dev_nonfatal", "Undefined 0\nDLP 0\nTOTAL_ERR_NONFATAL 0")
                    .file("aer_dev_fatal", "Undefined 0\nDLP 0\nTOTAL_ERR_FATAL 0");
        }
        for (int i = 0; i < 4; i++) {
            bus.device("0000:c" + (1 + i) + ":00.0", "0x068000", "0x10de", "0x22a3")
                    .driver("nvidia-nvswitch")
                    .linked("16.0 GT/s PCIe", "2");
        }

        Golden.assertMatches(
                Path.of("src/test/golden/bus-8-gpus.prom"),
                new BusRound(bus, handles).exposition());
    }

    @Test
    void a_machine_of_which_each_gpu_has_another_driver() {
        bus.gpu(FIRST).driver("nvidia").iommuGroup(7).linked("8.0 GT/s PCIe", "8");
        bus.gpu(SECOND).driver("vfio-pci").iommuGroup(42).file("numa_node", "1");
        bus.gpu("0000:86:00.0").file("numa_node", "-1");
        bus.device("0000:af:00.0", "0x030000", "0x10de", "0x1e89").driver("nouveau");
        // Functions of the last card that are no GPU, and somebody else's.
        bus.device("0000:af:00.1", "0x040300", "0x10de", "0x10f8").driver("snd_hda_intel");
        bus.device("0000:af:00.2", "0x0c0330", "0x10de", "0x1ad8");
        bus.device("0000:b0:00.0", "0x030000", "0x1002", "0x73bf").driver("amdgpu");
        handles.with(FIRST, UUID);

        assertThat(new BusRound(bus, handles).exposition())
                .isEqualTo(
                        """
                        # HELP gpu_pci_info What a function is and who drives it, from /sys/bus/pci/devices.
                        # TYPE gpu_pci_info gauge
                        gpu_pci_info{pci_address="0000:3b:00.0",gpu="GPU-00000000-1111-2222-3333-444444444444",kind="gpu",class="0x030200",vendor="0x10de",device="0x2330",subsystem_vendor="0x10de",subsystem_device="0x16c1",revision="0xa1",driver="nvidia",iommu_group="7",numa_node="",physical_function=""} 1
                        gpu_pci_info{pci_address="0000:5e:00.0",gpu="",kind="gpu",class="0x030200",vendor="0x10de",device="0x2330",subsystem_vendor="0x10de",subsystem_device="0x16c1",revision="0xa1",driver="vfio-pci",iommu_group="42",numa_node="1",physical_function=""} 1
                        gpu_pci_info{pci_address="0000:86:00.0",gpu="",kind="gpu",class="0x030200",vendor="0x10de",device="0x2330",subsystem_vendor="0x10de",subsystem_device="0x16c1",revision="0xa1",driver="",iommu_group="",numa_node="",physical_function=""} 1
                        gpu_pci_info{pci_address="0000:af:00.0",gpu="",kind="gpu",class="0x030000",vendor="0x10de",device="0x1e89",subsystem_vendor="0x10de",subsystem_device="0x16c1",revision="0xa1",driver="nouveau",iommu_group="",numa_node="",physical_function=""} 1
                        # HELP gpu_pci_link_lanes Lanes in use now, from current_link_width in /sys.
                        # TYPE gpu_pci_link_lanes gauge
                        gpu_pci_link_lanes{pci_address="0000:3b:00.0"} 8
                        # HELP gpu_pci_link_max_lanes Lanes there are, from max_link_width in /sys.
                        # TYPE gpu_pci_link_max_lanes gauge
                        gpu_pci_link_max_lanes{pci_address="0000:3b:00.0"} 16
                        # HELP gpu_pci_link_max_transfers_per_second Transfers a second a lane can do, from max_link_speed in /sys.
                        # TYPE gpu_pci_link_max_transfers_per_second gauge
                        gpu_pci_link_max_transfers_per_second{pci_address="0000:3b:00.0"} 32000000000
                        # HELP gpu_pci_link_transfers_per_second Transfers a second that a lane does now, from current_link_speed in /sys.
                        # TYPE gpu_pci_link_transfers_per_second gauge
                        gpu_pci_link_transfers_per_second{pci_address="0000:3b:00.0"} 8000000000
                        # HELP hypervigil_gpu_count Whole GPUs on the bus by who has them, from the driver link in /sys.
                        # TYPE hypervigil_gpu_count gauge
                        hypervigil_gpu_count{state="excluded"} 0
                        hypervigil_gpu_count{state="lost"} 0
                        hypervigil_gpu_count{state="no_driver"} 1
                        hypervigil_gpu_count{state="nvidia"} 1
                        hypervigil_gpu_count{state="other_driver"} 1
                        hypervigil_gpu_count{state="released"} 0
                        hypervigil_gpu_count{state="vfio"} 1
                        """);
    }

    @Test
    void virtual_functions_lead_to_the_gpu_they_are_a_part_of_and_are_not_counted() {
        bus.gpu(FIRST)
                .driver("nvidia")
                .file("sriov_numvfs", "2")
                .file("sriov_totalvfs", "16")
                .link("virtfn10", "../0000:3b:01.2")
                .link("virtfn2", "../0000:3b:00.4");
        bus.gpu("0000:3b:00.4").driver("nvidia").link("physfn", "../" + FIRST);
        bus.gpu("0000:3b:01.2").driver("vfio-pci").link("physfn", "../" + FIRST);
        handles.with(FIRST, UUID);
        var round = new BusRound(bus, handles);

        assertThat(round.samples())
                .isEqualTo(
                        """
                        gpu_pci_info{pci_address="0000:3b:00.0",gpu="GPU-00000000-1111-2222-3333-444444444444",kind="gpu",class="0x030200",vendor="0x10de",device="0x2330",subsystem_vendor="0x10de",subsystem_device="0x16c1",revision="0xa1",driver="nvidia",iommu_group="",numa_node="",physical_function=""} 1
                        gpu_pci_info{pci_address="0000:3b:00.4",gpu="",kind="gpu",class="0x030200",vendor="0x10de",device="0x2330",subsystem_vendor="0x10de",subsystem_device="0x16c1",revision="0xa1",driver="nvidia",iommu_group="",numa_node="",physical_function="0000:3b:00.0"} 1
                        gpu_pci_info{pci_address="0000:3b:01.2",gpu="",kind="gpu",class="0x030200",vendor="0x10de",device="0x2330",subsystem_vendor="0x10de",subsystem_device="0x16c1",revision="0xa1",driver="vfio-pci",iommu_group="",numa_node="",physical_function="0000:3b:00.0"} 1
                        gpu_pci_max_virtual_functions{pci_address="0000:3b:00.0"} 16
                        gpu_pci_virtual_functions{pci_address="0000:3b:00.0"} 2
                        hypervigil_gpu_count{state="excluded"} 0
                        hypervigil_gpu_count{state="lost"} 0
                        hypervigil_gpu_count{state="no_driver"} 0
                        hypervigil_gpu_count{state="nvidia"} 1
                        hypervigil_gpu_count{state="other_driver"} 0
                        hypervigil_gpu_count{state="released"} 0
                        hypervigil_gpu_count{state="vfio"} 0
                        """);
        assertThat(round.probe().latest().orElseThrow().functions().getFirst().virtualFunctions())
                .containsExactly("0000:3b:00.4", "0000:3b:01.2");
    }

    @Test
    void without_a_function_of_nvidias_there_is_nothing_and_it_is_quiet() {
        bus.device("0000:00:02.0", "0x030000", "0x8086", "0x4692").driver("i915");
        var round = new BusRound(bus, handles);

        assertThat(round.round())
                .isEqualTo(
                        new Outcome.Unavailable(
                                "no GPU or NVSwitch of NVIDIA's among "
                                        + folder.resolve("sys/bus/pci/devices")));
        assertThat(round.problems()).isEmpty();
        assertThat(round.samples()).isEqualTo("\n");
        assertThat(round.probe().latest().orElseThrow().functions()).isEmpty();
    }

    @Test
    void a_device_whose_files_make_no_sense_costs_itself_alone() {
        bus.gpu(FIRST).file("class", "display");
        bus.gpu(SECOND)
                .file("aer_dev_fatal", "DLP many")
                .file("numa_node", "?")
                .linked("Unknown", "63")
                .link("iommu_group", "../iommu_groups/none");
        var round = new BusRound(bus, handles);

        assertThat(round.samples("gpu_pci_info", "gpu_pci_link_lanes", "gpu_pci_link_max_lanes"))
                .isEqualTo(
                        """
                        gpu_pci_info{pci_address="0000:5e:00.0",gpu="",kind="gpu",class="0x030200",vendor="0x10de",device="0x2330",subsystem_vendor="0x10de",subsystem_device="0x16c1",revision="0xa1",driver="",iommu_group="",numa_node="",physical_function=""} 1
                        gpu_pci_link_max_lanes{pci_address="0000:5e:00.0"} 16
                        """);
        assertThat(round.problems())
                .containsExactly(
                        folder.resolve("sys/bus/pci/devices/0000:3b:00.0/class")
                                + ", line 1: 'display' is no hexadecimal number",
                        folder.resolve("sys/bus/pci/devices/0000:5e:00.0/aer_dev_fatal")
                                + ", line 1: 'many' is no whole number");
    }

    @Test
    void a_gpu_that_sleeps_is_not_asked_for_its_link() {
        var gpu = bus.gpu(FIRST).driver("vfio-pci").linked("8.0 GT/s PCIe", "16");
        gpu.power("D0", "active");
        var round = new BusRound(bus, handles);
        assertThat(round.samples("gpu_pci_link_lanes", "gpu_pci_link_max_lanes"))
                .isEqualTo(
                        """
                        gpu_pci_link_lanes{pci_address="0000:3b:00.0"} 16
                        gpu_pci_link_max_lanes{pci_address="0000:3b:00.0"} 16
                        """);

        gpu.power("D3cold", "suspended");

        assertThat(
                        round.samples(
                                "gpu_pci_link_lanes",
                                "gpu_pci_link_max_lanes",
                                "gpu_pci_power_state",
                                "gpu_pci_runtime_status"))
                .isEqualTo(
                        """
                        gpu_pci_link_max_lanes{pci_address="0000:3b:00.0"} 16
                        gpu_pci_power_state{pci_address="0000:3b:00.0",state="D0"} 0
                        gpu_pci_power_state{pci_address="0000:3b:00.0",state="D1"} 0
                        gpu_pci_power_state{pci_address="0000:3b:00.0",state="D2"} 0
                        gpu_pci_power_state{pci_address="0000:3b:00.0",state="D3cold"} 1
                        gpu_pci_power_state{pci_address="0000:3b:00.0",state="D3hot"} 0
                        gpu_pci_runtime_status{pci_address="0000:3b:00.0",status="active"} 0
                        gpu_pci_runtime_status{pci_address="0000:3b:00.0",status="error"} 0
                        gpu_pci_runtime_status{pci_address="0000:3b:00.0",status="resuming"} 0
                        gpu_pci_runtime_status{pci_address="0000:3b:00.0",status="suspended"} 1
                        gpu_pci_runtime_status{pci_address="0000:3b:00.0",status="suspending"} 0
                        """);
        assertThat(round.missing())
                .containsExactly(
                        "link of 0000:3b:00.0: it sleeps in D3cold and is not woken for it");
    }

    @Test
    void a_gpu_is_lost_released_or_excluded_where_the_driver_gives_no_handle() {
        bus.gpu(FIRST).driver("nvidia");
        bus.gpu(SECOND).driver("nvidia");
        bus.gpu("0000:86:00.0").driver("nvidia");
        bus.information("0000:86:00.0", "GPU UUID: \t GPU-????????\nGPU Excluded:\t Yes");
        handles.with(FIRST, UUID).with(SECOND, "GPU-2");
        var round = new BusRound(bus, handles);
        round.round();

        handles.lose(FIRST);
        handles.release(SECOND);

        assertThat(round.samples("hypervigil_gpu_count"))
                .isEqualTo(
                        """
                        hypervigil_gpu_count{state="excluded"} 1
                        hypervigil_gpu_count{state="lost"} 1
                        hypervigil_gpu_count{state="no_driver"} 0
                        hypervigil_gpu_count{state="nvidia"} 0
                        hypervigil_gpu_count{state="other_driver"} 0
                        hypervigil_gpu_count{state="released"} 1
                        hypervigil_gpu_count{state="vfio"} 0
                        """);
        assertThat(round.probe().latest().orElseThrow().uuids()).containsEntry(FIRST, UUID);
    }

    @Test
    void a_uuid_is_known_without_the_library_and_forgotten_with_the_driver() {
        var gpu = bus.gpu(FIRST).driver("nvidia");
        bus.information(
                FIRST, "Model: \t\t NVIDIA H100 80GB HBM3\nGPU UUID: \t " + UUID + "\nno colon");
        var round = new BusRound(bus, handles);
        round.round();
        assertThat(round.facts().facts(Fact.Gpu.class))
                .containsExactly(new Fact.Gpu(Optional.of(UUID), OptionalInt.empty(), FIRST));

        gpu.driver("vfio-pci");
        round.round();

        assertThat(round.facts().facts(Fact.Gpu.class))
                .isEqualTo(List.of(new Fact.Gpu(Optional.empty(), OptionalInt.empty(), FIRST)));
    }

    @Test
    void a_gpu_with_a_handle_is_published_with_its_number() {
        bus.gpu(FIRST).driver("nvidia");
        handles.with(FIRST, UUID);
        var round = new BusRound(bus, handles);

        round.round();

        assertThat(round.facts().facts(Fact.Gpu.class))
                .containsExactly(new Fact.Gpu(Optional.of(UUID), OptionalInt.of(0), FIRST));
    }
}
