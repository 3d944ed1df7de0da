package io.hypervigil.nvml.mig;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpm.GpmTable;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.jna.NvmlMig.nvmlDeviceAttributes_t;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The instances of a divided GPU. Memory, engines and activity belong to a GPU instance, so they
 * are given once for all the compute instances in it; multiprocessors belong to these.
 *
 * <pre>
 * gpu_mig_info{gpu="GPU-7f3c…",gpu_instance="1",compute_instance="0",uuid="MIG-…",profile="1g.10gb"} 1
 * gpu_mig_memory_used_bytes{gpu="GPU-7f3c…",gpu_instance="1"} 1.2e+09
 * gpu_mig_sm_active_ratio{gpu="GPU-7f3c…",gpu_instance="1"} 0.42
 * </pre>
 */
public final class GpuMig implements GpuPart {

    static final Group GROUP = Group.on("nvml.mig", "instances of divided GPUs, from NVML");

    private static final String INSTANCE = "gpu_instance";
    private static final String COMPUTE = "compute_instance";
    private static final String ATTRIBUTES = ", from nvmlDeviceGetAttributes.";

    private static final Family INFO =
            gauge(
                    GROUP,
                    "gpu_mig_info",
                    "Instances of the GPU and their names, from"
                            + " nvmlDeviceGetMigDeviceHandleByIndex.",
                    INSTANCE,
                    COMPUTE,
                    "uuid",
                    "profile");
    private static final Family MULTIPROCESSORS =
            gauge(
                    GROUP,
                    "gpu_mig_multiprocessors",
                    "Multiprocessors of a compute instance" + ATTRIBUTES,
                    INSTANCE,
                    COMPUTE);
    private static final Family COMPUTE_SLICES =
            gauge(
                    GROUP,
                    "gpu_mig_compute_slices",
                    "Slices of a compute instance" + ATTRIBUTES,
                    INSTANCE,
                    COMPUTE);
    private static final Family SLICES =
            gauge(GROUP, "gpu_mig_slices", "Slices of a GPU instance" + ATTRIBUTES, INSTANCE);
    private static final Family ENGINES =
            gauge(
                    GROUP,
                    "gpu_mig_engines",
                    "Engines of a GPU instance" + ATTRIBUTES,
                    INSTANCE,
                    "engine");

    private static final GpmTable ACTIVITY = GpmTable.ofInstance(GROUP, "gpu_mig_", INSTANCE);

    private final MigDevices devices = new MigDevices();
    private final MigActivity activity;
    private final MigBoard board;
    private String gpuUuid = "";

    private GpuMig(MigBoard board, LongSupplier nanoTime) {
        this.board = board;
        this.activity = new MigActivity(ACTIVITY, nanoTime);
    }

    /**
     * The part.
     *
     * @param board is told of the instances
     */
    public static GpuPartType type(MigBoard board) {
        return type(board, System::nanoTime);
    }

    /**
     * The part by another clock.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    static GpuPartType type(MigBoard board, LongSupplier nanoTime) {
        var families =
                Stream.of(
                                Stream.of(INFO, MULTIPROCESSORS, COMPUTE_SLICES, SLICES, ENGINES),
                                MigMemory.families(),
                                ACTIVITY.families().stream())
                        .flatMap(some -> some)
                        .toList();
        return new GpuPartType(GROUP, families, () -> new GpuMig(board, nanoTime));
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        var found = devices.read(gpu);
        gpuUuid = gpu.uuid();
        var instances = new HashSet<Integer>();
        for (MigDevice device : found) {
            addComputeInstance(gpu, device, sink);
            if (instances.add(device.gpuInstance())) {
                addGpuInstance(gpu, device, sink);
            }
        }
        board.read(gpuUuid, found, devices.places(), activity.sample(gpu, instances, sink));
    }

    @Override
    public void close() {
        board.read(gpuUuid, List.of(), 0, Map.of());
        activity.close();
    }

    private static void addComputeInstance(Gpu gpu, MigDevice device, SampleSink sink) {
        var instance = Integer.toString(device.gpuInstance());
        var compute = Integer.toString(device.computeInstance());
        sink.add(INFO, 1, gpu.uuid(), instance, compute, device.uuid(), device.profile());
        device.attributes()
                .ifPresent(
                        given -> {
                            sink.add(
                                    MULTIPROCESSORS,
                                    given.multiprocessorCount(),
                                    gpu.uuid(),
                                    instance,
                                    compute);
                            sink.add(
                                    COMPUTE_SLICES,
                                    given.computeInstanceSliceCount(),
                                    gpu.uuid(),
                                    instance,
                                    compute);
                        });
    }

    private static void addGpuInstance(Gpu gpu, MigDevice device, SampleSink sink) {
        var instance = Integer.toString(device.gpuInstance());
        MigMemory.sample(gpu, device, sink);
        device.attributes().ifPresent(given -> addEngines(gpu, instance, given, sink));
    }

    private static void addEngines(
            Gpu gpu, String instance, nvmlDeviceAttributes_t given, SampleSink sink) {
        sink.add(SLICES, given.gpuInstanceSliceCount(), gpu.uuid(), instance);
        sink.add(ENGINES, given.sharedCopyEngineCount(), gpu.uuid(), instance, "copy");
        sink.add(ENGINES, given.sharedDecoderCount(), gpu.uuid(), instance, "decoder");
        sink.add(ENGINES, given.sharedEncoderCount(), gpu.uuid(), instance, "encoder");
        sink.add(ENGINES, given.sharedJpegCount(), gpu.uuid(), instance, "jpeg");
        sink.add(ENGINES, given.sharedOfaCount(), gpu.uuid(), instance, "ofa");
    }
}
