package io.hypervigil.nvml.mig;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlMemory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The memory of a GPU instance. */
final class MigMemory {

    private static final Family TOTAL = memory("total", "Memory of a GPU instance");
    private static final Family RESERVED = memory("reserved", "Memory that the driver keeps");
    private static final Family FREE = memory("free", "Memory that nobody uses");
    private static final Family USED = memory("used", "Memory in use");

    /** In the order of the newer struct, and of the older. */
    private static final List<Family> NEWER = List.of(TOTAL, RESERVED, FREE, USED);

    private static final List<Family> OLDER = List.of(TOTAL, FREE, USED);

    private MigMemory() {}

    static Stream<Family> families() {
        return NEWER.stream();
    }

    static void sample(Gpu gpu, MigDevice device, SampleSink sink) {
        var newer = ask(gpu, device, NvmlMemory.nvmlDeviceGetMemoryInfo_v2);
        if (newer.isPresent()) {
            add(gpu, device, NEWER, newer.get(), sink);
        } else {
            ask(gpu, device, NvmlMemory.nvmlDeviceGetMemoryInfo)
                    .ifPresent(older -> add(gpu, device, OLDER, older, sink));
        }
    }

    private static Optional<long[]> ask(Gpu gpu, MigDevice device, Getter getter) {
        return gpu.ask(
                MigDevice.question(getter.symbol()),
                () -> gpu.calls().numbers(device.device(), getter));
    }

    private static void add(
            Gpu gpu, MigDevice device, List<Family> families, long[] numbers, SampleSink sink) {
        for (int i = 0; i < families.size(); i++) {
            // All bits set, where the driver does not count.
            if (numbers[i] != -1) {
                sink.add(
                        families.get(i),
                        (double) numbers[i],
                        gpu.uuid(),
                        Integer.toString(device.gpuInstance()));
            }
        }
    }

    private static Family memory(String name, String help) {
        return gauge(
                GpuMig.GROUP,
                "gpu_mig_memory_" + name + "_bytes",
                help + ", from nvmlDeviceGetMemoryInfo.",
                "gpu_instance");
    }
}
