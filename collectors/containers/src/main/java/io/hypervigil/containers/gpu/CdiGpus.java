package io.hypervigil.containers.gpu;

import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.containers.cdi.CdiFolders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The GPUs behind CDI names that say nothing by themselves, from the device files that their
 * specification gives to a container: {@code /dev/nvidia0}, and for an instance of a divided GPU
 * also {@code /dev/nvidia-caps/nvidia-cap21}, which /proc/driver/nvidia/capabilities explains:
 *
 * <pre>
 * gpu0/mig/gi1/access    DeviceFileMinor: 21
 * </pre>
 *
 * <p>Made for one round.
 */
final class CdiGpus {

    private static final Pattern GPU = Pattern.compile("/dev/nvidia([0-9]{1,4})");
    private static final Pattern CAPABILITY =
            Pattern.compile("/dev/nvidia-caps/nvidia-cap([0-9]{1,6})");
    private static final Pattern GPU_INSTANCE = Pattern.compile("gi([0-9]{1,4})");

    private final FileTree proc;
    private final AllowedMinors minors;
    private final CdiFolders folders;

    CdiGpus(FileTree proc, AllowedMinors minors, CdiFolders folders) {
        this.proc = proc;
        this.minors = minors;
        this.folders = folders;
    }

    /** The GPU of a device file; empty where the driver tells of none. */
    Optional<List<Device>> ofFile(String path) {
        return numbers(GPU, List.of(path)).stream().findFirst().flatMap(minors::gpu).map(List::of);
    }

    /** Empty where no specification has the name, or its files lead to no GPU that is known. */
    Optional<List<Device>> of(String name) {
        var nodes = folders.devices().nodes().getOrDefault(name, List.of());
        var capabilities = numbers(CAPABILITY, nodes);
        var devices = new ArrayList<Device>();
        for (String minor : numbers(GPU, nodes)) {
            var gpu = minors.gpu(minor);
            if (gpu.isPresent()) {
                devices.addAll(
                        capabilities.isEmpty()
                                ? List.of(gpu.get())
                                : instances(minor, gpu.get(), capabilities));
            }
        }
        return devices.isEmpty() ? Optional.empty() : Optional.of(devices);
    }

    private List<Device> instances(String minor, Device gpu, List<String> capabilities) {
        var folder = "driver/nvidia/capabilities/gpu" + minor + "/mig";
        var instances = new ArrayList<Device>();
        for (String name : proc.list(folder)) {
            var instance = GPU_INSTANCE.matcher(name);
            if (instance.matches()
                    && AllowedMinors.value(
                                    proc, folder + "/" + name + "/access", "DeviceFileMinor:")
                            .filter(capabilities::contains)
                            .isPresent()) {
                instances.add(new Device.GpuInstance(gpu, Integer.parseInt(instance.group(1))));
            }
        }
        return instances;
    }

    private static List<String> numbers(Pattern form, List<String> nodes) {
        return nodes.stream()
                .map(form::matcher)
                .filter(node -> node.matches())
                .map(node -> node.group(1))
                .toList();
    }
}
