package io.hypervigil.kubernetes.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceNamesTest {

    @TempDir Path folder;

    private final FactBoard facts = new FactBoard();

    @ParameterizedTest
    @CsvSource({
        "GPU-7f3c-1, GpuUuid[uuid=GPU-7f3c-1]",
        "GPU-7f3c-1::12, GpuUuid[uuid=GPU-7f3c-1]",
        "MIG-GPU-7f3c/1/0, GpuUuid[uuid=MIG-GPU-7f3c/1/0]",
        "nvidia0, Pci[address=0000:3b:00.0]",
        "nvidia0/vgpu1, Pci[address=0000:3b:00.0]",
        "'nvidia0/gi2/vgpu1', 'GpuInstance[gpu=Pci[address=0000:3b:00.0], number=2]'",
    })
    void a_plugins_name_means_a_gpu(String name, String device) throws IOException {
        minor("0000:3B:00.0", 0);

        assertThat(names().ofPlugin(name)).hasToString("Devices[devices=[" + device + "]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "GPU-", "GPU-1::", "../../etc", "-1", "0000:3b:00.0"})
    void other_names_mean_nothing(String name) {
        assertThat(names().ofPlugin(name)).isEqualTo(new Meaning.Devices(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "nvidia.com/gpu=0, GpuIndex[index=0]",
        "nvidia.com/gpu=gpu7, GpuIndex[index=7]",
        "nvidia.com/gpu=all, AllGpus[]",
        "nvidia.com/gpu=GPU-1, GpuUuid[uuid=GPU-1]",
        "nvidia.com/gpu=MIG-1, GpuUuid[uuid=MIG-1]",
    })
    void a_cdi_name_means_a_gpu(String name, String device) {
        assertThat(names().ofClaim("example.com", "x", List.of(name)))
                .hasToString("Devices[devices=[" + device + "]]");
    }

    @Test
    void a_mig_device_by_its_place_alone_means_nothing() {
        assertThat(names().ofClaim("example.com", "x", List.of("nvidia.com/gpu=0:1")))
                .isEqualTo(new Meaning.Devices(List.of()));
    }

    @Test
    void a_claimed_gpu_is_known_where_index_and_device_file_agree() throws IOException {
        minor("0000:3b:00.0", 0);
        minor("0000:86:00.0", 2);
        facts.publish("nvml", List.of(gpu(0, "0000:3b:00.0"), gpu(1, "0000:86:00.0")));

        assertThat(claimed("gpu-0")).isEqualTo(Meaning.of(new Device.Pci("0000:3b:00.0")));
        assertThat(claimed("gpu-1")).isInstanceOf(Meaning.Unclear.class);
        assertThat(claimed("gpu-2")).isInstanceOf(Meaning.Unclear.class);
        assertThat(claimed("gpu-0-mig-9-0-1")).isInstanceOf(Meaning.Unclear.class);
    }

    private Meaning claimed(String name) {
        return names().ofClaim(
                        "gpu.nvidia.com", name, List.of("k8s.gpu.nvidia.com/claim=1-" + name));
    }

    private static Fact.Gpu gpu(int index, String address) {
        return new Fact.Gpu(Optional.of("GPU-" + index), OptionalInt.of(index), address);
    }

    private DeviceNames names() {
        var tree = FileTree.at(folder);
        return new DeviceNames(new HostFiles(tree, tree, tree, tree), facts);
    }

    private void minor(String address, int minor) throws IOException {
        var gpu = Files.createDirectories(folder.resolve("driver/nvidia/gpus/" + address));
        Files.writeString(gpu.resolve("information"), "IRQ: 1\nDevice Minor: \t " + minor + "\n");
    }
}
