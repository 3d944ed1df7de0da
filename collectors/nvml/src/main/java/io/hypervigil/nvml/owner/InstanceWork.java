package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.GpuProcess;
import io.hypervigil.nvml.owner.MigInstances.MigInstance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What processes did in the instances of divided GPUs: there the driver does not tell what each had
 * of the multiprocessors, so those of an instance are taken to have had even parts of what it did.
 *
 * <p>Thread: one.
 */
final class InstanceWork {

    private final Map<String, MigInstance> byUuid = new HashMap<>();
    private final Map<Instance, Double> sizes = new HashMap<>();
    private final Map<Instance, Double> active = new HashMap<>();
    private final Map<Instance, Integer> processes = new HashMap<>();

    private record Instance(String gpu, int number) {}

    InstanceWork(List<MigInstance> instances, List<GpuProcess> running) {
        for (MigInstance device : instances) {
            var instance = new Instance(device.gpuUuid(), device.gpuInstance());
            byUuid.putIfAbsent(device.uuid(), device);
            device.size().ifPresent(size -> sizes.merge(instance, size, Double::sum));
            device.smActive().ifPresent(share -> active.put(instance, share));
        }
        for (GpuProcess process : running) {
            var number = number(process);
            if (number.isPresent()) {
                processes.merge(new Instance(gpu(process), number.getAsInt()), 1, Integer::sum);
            }
        }
    }

    /** The GPU that a process is on, which may be called by an instance of it. */
    String gpu(GpuProcess process) {
        var device = byUuid.get(process.gpuUuid());
        return device == null ? process.gpuUuid() : device.gpuUuid();
    }

    /** Of the multiprocessors of the whole GPU, 0 to 1: as the driver says, or by its instance. */
    OptionalDouble smShare(GpuProcess process) {
        var number = number(process);
        if (process.smShare().isPresent() || number.isEmpty()) {
            return process.smShare();
        }
        var instance = new Instance(gpu(process), number.getAsInt());
        var size = sizes.get(instance);
        var share = active.get(instance);
        return size == null || share == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(size * share / processes.getOrDefault(instance, 1));
    }

    private OptionalInt number(GpuProcess process) {
        var device = byUuid.get(process.gpuUuid());
        return device == null ? process.gpuInstance() : OptionalInt.of(device.gpuInstance());
    }
}
