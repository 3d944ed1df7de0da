package io.hypervigil.nvml.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.nvml.driver.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VfioActionsTest {

    private static final String TWO_GPUS =
            """
            nvmlDeviceGetCount_v2 = 2
            [gpu 0]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetIndex = 0
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            [gpu 1]
            nvmlDeviceGetUUID = GPU-2
            nvmlDeviceGetIndex = 1
            nvmlDeviceGetPciInfo_v3 = 00000000:86:00.0 0x233010de
            """;
    private static final String GPU = "0000:3b:00.0";
    private static final String AUDIO = "0000:3b:00.1";
    private static final String OTHER = "0000:86:00.0";

    @TempDir Path folder;

    @BeforeEach
    void put_two_gpus_on_the_bus() throws IOException {
        var sys = folder.resolve("sys");
        FakeKernel.device(sys, GPU, "0x030200", "nvidia", 40);
        FakeKernel.device(sys, AUDIO, "0x040300", "snd_hda_intel", 40);
        FakeKernel.device(sys, "0000:3a:00.0", "0x060400", "pcieport", 40);
        FakeKernel.device(sys, OTHER, "0x030200", "nvidia", 41);
        Files.createDirectories(information());
        Files.writeString(
                information().resolve("information"), "Model: H100\nDevice Minor: \t 3\n");
    }

    @Test
    void a_gpu_goes_to_vfio_with_its_group_and_comes_back() throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            var call = GivenCall.of(false, "gpu", "GPU-1");

            assertThat(bench.run("gpu.vfio-bind", call))
                    .isEqualTo(
                            "changed {gpu: 0000:3b:00.0, iommu_group: 40,"
                                    + " old: {0000:3b:00.0: nvidia, 0000:3b:00.1: snd_hda_intel},"
                                    + " new: {0000:3b:00.0: vfio-pci, 0000:3b:00.1: vfio-pci},"
                                    + " calls: ["
                                    + String.join(
                                            ", ",
                                            "echo vfio-pci >"
                                                    + " /sys/bus/pci/devices/0000:3b:00.0/driver_override",
                                            "echo 0000:3b:00.0 >"
                                                    + " /sys/bus/pci/devices/0000:3b:00.0/driver/unbind",
                                            "echo 0000:3b:00.0 > /sys/bus/pci/drivers_probe",
                                            "echo vfio-pci >"
                                                    + " /sys/bus/pci/devices/0000:3b:00.1/driver_override",
                                            "echo 0000:3b:00.1 >"
                                                    + " /sys/bus/pci/devices/0000:3b:00.1/driver/unbind",
                                            "echo 0000:3b:00.1 > /sys/bus/pci/drivers_probe")
                                    + "]}");
            assertThat(call.steps())
                    .containsExactly(
                            "10 % let go of the GPUs of IOMMU group 40",
                            "50 % give IOMMU group 40 to vfio-pci");
            assertThat(bench.run("gpu.list"))
                    .isEqualTo(
                            "unchanged {gpus: [{address: 0000:3b:00.0, driver: vfio-pci,"
                                    + " iommu_group: 40, released: true},"
                                    + " {address: 0000:86:00.0, uuid: GPU-2, index: 1,"
                                    + " driver: nvidia, iommu_group: 41, released: false}]}");
            assertThat(bench.run("gpu.vfio-bind", "gpu", GPU)).startsWith("unchanged ");

            assertThat(bench.run("gpu.vfio-unbind", "gpu", GPU))
                    .startsWith(
                            "changed {gpu: 0000:3b:00.0, iommu_group: 40,"
                                    + " old: {0000:3b:00.0: vfio-pci, 0000:3b:00.1: vfio-pci},"
                                    + " new: {0000:3b:00.0: nvidia, 0000:3b:00.1: snd_hda_intel},"
                                    + " calls: [echo '' > ");
            assertThat(bench.run("gpu.list")).contains("uuid: GPU-1, index: 0, driver: nvidia");
        }
    }

    @Test
    void a_dry_run_writes_nothing() throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            assertThat(bench.dryRun("gpu.vfio-bind", "gpu", GPU))
                    .startsWith("changed ")
                    .contains("echo vfio-pci > ");
            assertThat(driverOf(GPU)).isEqualTo("nvidia");
            assertThat(bench.driver().isReleased(GPU)).isFalse();
        }
    }

    @Test
    void a_gpu_in_use_stays_and_its_users_are_named() throws IOException {
        open("4242", "nvidia-persiste", "/dev/nvidia3");
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            assertThat(bench.refusal("gpu.vfio-bind", "gpu", GPU))
                    .isEqualTo(
                            "CONFLICT: GPU GPU-1 is in use by process 4242 (nvidia-persiste) (stop"
                                    + " what uses it, then try again)");
            bench.facts()
                    .publish(
                            "container",
                            List.of(
                                    new Fact.Claim(
                                            new Fact.Owner(Fact.OwnerType.CONTAINER, "ab12", "llm"),
                                            new Fact.Device.GpuUuid("GPU-1"),
                                            Fact.Basis.RUNNING,
                                            OptionalDouble.empty())));
            assertThat(bench.refusal("gpu.vfio-bind", "gpu", GPU))
                    .startsWith("CONFLICT: GPU GPU-1 is in use by container llm ");
            assertThat(driverOf(GPU)).isEqualTo("nvidia");
            assertThat(bench.driver().isReleased(GPU)).isFalse();
        }
    }

    @Test
    void who_has_its_part_of_the_kernels_graphics_open_uses_a_gpu_too() throws IOException {
        Files.createDirectories(device(GPU).resolve("drm/renderD128"));
        open("4242", "weston", "/dev/dri/renderD128");
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            assertThat(bench.refusal("gpu.vfio-bind", "gpu", GPU))
                    .startsWith("CONFLICT: GPU GPU-1 is in use by process 4242 (weston) ");
        }
    }

    @Test
    void this_process_is_not_in_its_own_way_whatever_its_number_in_the_hosts_proc()
            throws ActionFailure, IOException {
        open("4242", "java", "/dev/nvidia3");
        Files.createSymbolicLink(folder.resolve("proc/self"), Path.of("4242"));
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            assertThat(bench.run("gpu.vfio-bind", "gpu", GPU)).startsWith("changed ");
        }
    }

    @Test
    void a_process_that_hides_what_it_has_open_is_not_taken_for_idle() throws IOException {
        Files.createDirectories(folder.resolve("proc/4242/fd"));
        Files.createFile(folder.resolve("proc/4242/fd/7"));
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            assertThat(bench.refusal("gpu.vfio-bind", "gpu", GPU))
                    .isEqualTo(
                            "NOT_PERMITTED: what process 4242 has open cannot be seen (run"
                                    + " Hypervigil as root, with CAP_SYS_PTRACE)");
            assertThat(driverOf(GPU)).isEqualTo("nvidia");
        }
    }

    @Test
    void a_gpu_whose_device_file_nobody_names_is_not_taken_for_idle()
            throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            assertThat(bench.refusal("gpu.vfio-bind", "gpu", OTHER))
                    .isEqualTo(
                            "UNSUPPORTED: GPU GPU-2: nothing tells which device file is its own (see"
                                    + " whether /proc/driver/nvidia of the host is given)");
            bench.stub().alsoSay("[gpu 1]\nnvmlDeviceGetMinorNumber = 5");
            open("4242", "python3", "/dev/nvidia5");
            assertThat(bench.refusal("gpu.vfio-bind", "gpu", OTHER))
                    .startsWith("CONFLICT: GPU GPU-2 is in use by process 4242 (python3) ");
        }
    }

    @Test
    void whoever_is_said_to_use_it_keeps_a_gpu() throws IOException {
        var mediated = folder.resolve("sys/bus/mdev/devices");
        Files.createDirectories(mediated);
        Files.createDirectories(device(GPU).resolve("ab12"));
        Files.createSymbolicLink(
                mediated.resolve("ab12"), Path.of("../../pci/devices/" + GPU + "/ab12"));
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            for (Fact.Device device :
                    List.of(
                            new Fact.Device.AllGpus(),
                            new Fact.Device.GpuIndex(0),
                            new Fact.Device.Pci(GPU),
                            new Fact.Device.Mediated("ab12"),
                            new Fact.Device.GpuUuid("MIG-7"))) {
                bench.facts()
                        .publish(
                                "others",
                                List.of(
                                        new Fact.Claim(
                                                new Fact.Owner(Fact.OwnerType.VM, "1-2", "web1"),
                                                device,
                                                Fact.Basis.RUNNING,
                                                OptionalDouble.empty()),
                                        new Fact.GpuPart(
                                                "MIG-7", "GPU-1", 0, 1, 0, Optional.empty())));
                assertThat(bench.refusal("gpu.vfio-bind", "gpu", GPU))
                        .as(device.toString())
                        .startsWith("CONFLICT: GPU GPU-1 is in use by vm web1 ");
            }
        }
    }

    @Test
    void a_gpu_that_another_gives_back_to_the_driver_is_taken_again_by_itself()
            throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            bench.run("gpu.vfio-bind", "gpu", GPU);
            Files.delete(information().resolve("information"));
            Files.delete(information());
            bench.driver().attach();
            var kernel = new FakeKernel(folder.resolve("sys"));
            kernel.write("bus/pci/devices/" + GPU + "/driver_override", "\n");
            kernel.write("bus/pci/devices/" + GPU + "/driver/unbind", GPU);
            kernel.write("bus/pci/drivers_probe", GPU);

            bench.driver().attach();

            assertThat(bench.run("gpu.list"))
                    .contains(
                            "uuid: GPU-1, index: 0, driver: nvidia, iommu_group: 40, released: false");
        }
    }

    @Test
    void what_was_let_go_before_stays_so_where_a_device_refuses()
            throws ActionFailure, IOException {
        FakeKernel.refuse(folder.resolve("sys"), AUDIO);
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            bench.run("gpu.release", "gpu", GPU);

            assertThat(bench.refusal("gpu.vfio-bind", "gpu", GPU)).startsWith("FAILED: ");
            assertThat(bench.driver().isReleased(GPU)).isTrue();
        }
    }

    @Test
    void devices_that_are_given_back_are_so_though_the_driver_does_not_take_them()
            throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            bench.run("gpu.vfio-bind", "gpu", GPU);
            bench.stub().become("[system]\nnvmlDeviceGetCount_v2 = error 999");

            assertThat(bench.run("gpu.vfio-unbind", "gpu", GPU))
                    .startsWith("changed ")
                    .endsWith(
                            ", note: the driver: nvmlDeviceGetCount_v2: 999, unknown error; it is"
                                    + " tried again by itself}");
            assertThat(driverOf(GPU)).isEqualTo("nvidia");
        }
    }

    @Test
    void all_is_put_back_where_one_device_refuses() throws ActionFailure, IOException {
        FakeKernel.refuse(folder.resolve("sys"), AUDIO);
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            assertThat(bench.refusal("gpu.vfio-bind", "gpu", GPU))
                    .isEqualTo(
                            "FAILED: 0000:3b:00.1: vfio-pci did not take it; all devices have the"
                                    + " drivers that they had (see the kernel's log)");
            assertThat(driverOf(GPU)).isEqualTo("nvidia");
            assertThat(driverOf(AUDIO)).isEqualTo("snd_hda_intel");
            assertThat(Files.readString(device(GPU).resolve("driver_override")))
                    .isEqualTo("(null)\n");
            assertThat(bench.run("gpu.list")).contains("uuid: GPU-1, index: 0, driver: nvidia");
        }
    }

    @Test
    void devices_on_other_cards_go_only_where_that_is_asked_for()
            throws ActionFailure, IOException {
        var sys = folder.resolve("sys");
        FakeKernel.device(sys, "0000:3c:00.0", "0x020000", "mlx5_core", 40);
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            assertThat(bench.refusal("gpu.vfio-bind", "gpu", GPU))
                    .isEqualTo(
                            "CONFLICT: IOMMU group 40 also has 0000:3c:00.0, which would go with"
                                    + " the GPU (give whole_group, or use a slot with a group of"
                                    + " its own)");
            assertThat(bench.run("gpu.vfio-bind", "gpu", GPU, "whole_group", true))
                    .contains("0000:3c:00.0: vfio-pci");
        }
    }

    @Test
    void a_gpu_of_a_running_machine_is_not_taken_from_it() throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            bench.run("gpu.vfio-bind", "gpu", GPU);
            open("77", "qemu-system-x86", "/dev/vfio/40");

            assertThat(bench.refusal("gpu.vfio-unbind", "gpu", GPU))
                    .isEqualTo(
                            "CONFLICT: IOMMU group 40 is in use by process 77 (qemu-system-x86)"
                                    + " (stop what uses it, then try again)");
        }
    }

    @Test
    void a_gpu_is_let_go_and_taken_again() throws ActionFailure, IOException {
        try (var bench = ActionBench.following(folder, TWO_GPUS)) {
            assertThat(bench.run("gpu.release", "gpu", "GPU-2"))
                    .isEqualTo(
                            "changed {gpus: [0000:86:00.0], done: release,"
                                    + " calls: [nvmlShutdown()]}");
            assertThat(bench.refusal("gpu.persistence", "gpu", OTHER, "mode", "on"))
                    .isEqualTo(
                            "UNAVAILABLE: GPU 0000:86:00.0 has no handle: its driver is nvidia"
                                    + " (gpu.vfio-unbind or gpu.reacquire give it back to NVIDIA's"
                                    + " driver)");
            assertThat(bench.run("gpu.release", "gpu", OTHER)).startsWith("unchanged ");
            assertThat(bench.run("gpu.reacquire", "gpu", OTHER))
                    .isEqualTo(
                            "changed {gpus: [0000:86:00.0], done: reacquire,"
                                    + " calls: [nvmlInit_v2()]}");
            assertThat(bench.run("gpu.release")).startsWith("changed ");
            for (boolean isDryRun : new boolean[] {true, false}) {
                assertThat(bench.refusal("gpu.reacquire", GivenCall.of(isDryRun, "gpu", OTHER)))
                        .isEqualTo(
                                "CONFLICT: all GPUs were let go together (gpu.reacquire without a"
                                        + " GPU takes them again)");
            }
            assertThat(bench.run("gpu.reacquire")).startsWith("changed ");
            assertThat(bench.run("gpu.list")).contains("uuid: GPU-1").contains("uuid: GPU-2");
        }
    }

    @Test
    void where_all_cannot_be_let_go_only_that_is_taken_back() throws Exception {
        try (var bench = ActionBench.following(folder, TWO_GPUS);
                var other = Executors.newSingleThreadExecutor()) {
            bench.run("gpu.release", "gpu", OTHER);
            var entered = other.submit(() -> (Entry.Within) bench.driver().enter("GPU-1")).get();

            assertThat(bench.refusal("gpu.release"))
                    .startsWith("CONFLICT: the driver cannot be let go: ");
            other.submit(entered::close).get();
            assertThat(bench.driver().isReleased(OTHER)).isTrue();
            assertThat(bench.driver().isReleased(GPU)).isFalse();
        }
    }

    private void open(String pid, String command, String file) throws IOException {
        var process = folder.resolve("proc").resolve(pid);
        Files.createDirectories(process.resolve("fd"));
        Files.writeString(process.resolve("comm"), command + "\n");
        Files.createSymbolicLink(process.resolve("fd/7"), Path.of(file));
    }

    private String driverOf(String address) throws IOException {
        return device(address).resolve("driver").toRealPath().getFileName().toString();
    }

    private Path information() {
        return folder.resolve("proc/driver/nvidia/gpus/" + GPU);
    }

    private Path device(String address) {
        return folder.resolve("sys/bus/pci/devices").resolve(address);
    }
}
