package io.hypervigil.nvml.vgpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.jna.NvmlMemory;
import io.hypervigil.nvml.jna.NvmlVgpu;
import io.hypervigil.nvml.jna.NvmlVgpu.VmId;
import io.hypervigil.nvml.jna.NvmlVgpuUtilization;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The virtual GPUs of a GPU that is shared among VMs. {@code vgpu} is the driver's number while it
 * runs; the names are in gpu_vgpu_info, and on KVM the VM's is its UUID. A GPU that is not shared
 * so is asked nothing.
 *
 * <pre>
 * gpu_vgpus{gpu="GPU-7f3c…"} 2
 * gpu_vgpu_info{gpu="GPU-7f3c…",vgpu="3251634213",uuid="…",type="GRID T4-8Q",vm_uuid="…",…} 1
 * </pre>
 */
public final class GpuVgpu implements GpuPart {

    static final Group GROUP = Group.on("nvml.vgpu", "virtual GPUs of the host, from NVML");

    private static final Family COUNT =
            gauge(GROUP, "gpu_vgpus", "Virtual GPUs that run, from nvmlDeviceGetActiveVgpus.");
    private static final Family INFO =
            gauge(
                    GROUP,
                    "gpu_vgpu_info",
                    "Virtual GPUs, their names and their VMs, from nvmlVgpuInstanceGet*.",
                    "vgpu",
                    "uuid",
                    "type",
                    "vm_uuid",
                    "vm_domain_id",
                    "mdev_uuid",
                    "guest_pci_address",
                    "guest_driver");
    private static final Family ECC =
            gauge(
                    GROUP,
                    "gpu_vgpu_ecc_enabled",
                    "Whether errors are corrected, from nvmlVgpuInstanceGetEccMode.",
                    "vgpu");
    private static final Family FRAME_RATE =
            gauge(
                    GROUP,
                    "gpu_vgpu_frame_rate_limit",
                    "Frames a second that it may draw, from nvmlVgpuInstanceGetFrameRateLimit.",
                    "vgpu");

    private final VgpuBoard board;
    private final LongSupplier nanoTime;
    private final Patience patience;
    private Map<Integer, Vgpu> vgpus = Map.of();
    private @Nullable NvmlVgpuUtilization utilization;
    private String gpuUuid = "";

    private GpuVgpu(VgpuBoard board, LongSupplier nanoTime) {
        this.board = board;
        this.nanoTime = nanoTime;
        this.patience = new Patience(nanoTime);
    }

    /**
     * The part.
     *
     * @param board is told of the virtual GPUs
     */
    public static GpuPartType type(VgpuBoard board) {
        return type(board, System::nanoTime);
    }

    /**
     * The part by another clock.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    static GpuPartType type(VgpuBoard board, LongSupplier nanoTime) {
        var families =
                Stream.of(
                                Stream.of(COUNT, INFO, ECC, FRAME_RATE),
                                VgpuLoad.families(),
                                VgpuLicense.FAMILIES.stream(),
                                VgpuScheduler.FAMILIES.stream())
                        .flatMap(some -> some)
                        .toList();
        return new GpuPartType(GROUP, families, () -> new GpuVgpu(board, nanoTime));
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        double mode = gpu.number(NvmlIdentity.nvmlDeviceGetVirtualizationMode).orElse(0);
        if (mode != NvmlVgpu.NVML_GPU_VIRTUALIZATION_MODE_HOST_VGPU) {
            vgpus = Map.of();
            tell(gpu);
            return;
        }
        VgpuScheduler.add(gpu, patience, sink);
        patience.ask(
                        gpu,
                        "nvmlDeviceGetActiveVgpus",
                        () -> NvmlVgpu.nvmlDeviceGetActiveVgpus(gpu.calls(), gpu.device()))
                .ifPresent(active -> sample(gpu, active, sink));
    }

    @Override
    public void close() {
        board.read(gpuUuid, List.of(), OptionalDouble.empty());
        var known = utilization;
        if (known != null) {
            known.close();
        }
        utilization = null;
    }

    private void sample(Gpu gpu, int[] active, SampleSink sink) {
        var running = new LinkedHashMap<Integer, Vgpu>();
        Arrays.stream(active)
                .forEach(
                        id ->
                                running.put(
                                        id,
                                        Optional.ofNullable(vgpus.get(id))
                                                .orElseGet(() -> new Vgpu(id, nanoTime))));
        vgpus = running;
        sink.add(COUNT, vgpus.size(), gpu.uuid());
        vgpus.values().forEach(vgpu -> add(gpu, vgpu, sink));
        if (!vgpus.isEmpty()) {
            addUtilization(gpu, sink);
        }
        tell(gpu);
    }

    private void tell(Gpu gpu) {
        gpuUuid = gpu.uuid();
        var bytes =
                vgpus.isEmpty()
                        ? OptionalDouble.empty()
                        : gpu.number(NvmlMemory.nvmlDeviceGetMemoryInfo_v2);
        board.read(gpuUuid, vgpus.values(), bytes);
    }

    private static void add(Gpu gpu, Vgpu vgpu, SampleSink sink) {
        vgpu.read(gpu);
        addInfo(gpu, vgpu, sink);
        VgpuLoad.add(gpu, vgpu, sink);
        var guest = vgpu.guest();
        guest.license()
                .ifPresent(license -> VgpuLicense.add(license, sink, gpu.uuid(), vgpu.label()));
        guest.eccMode().ifPresent(mode -> sink.add(ECC, mode, gpu.uuid(), vgpu.label()));
        guest.frameRateLimit()
                .ifPresent(limit -> sink.add(FRAME_RATE, limit, gpu.uuid(), vgpu.label()));
    }

    private static void addInfo(Gpu gpu, Vgpu vgpu, SampleSink sink) {
        var identity = vgpu.identity();
        sink.add(
                INFO,
                1,
                gpu.uuid(),
                vgpu.label(),
                identity.uuid(),
                identity.type(),
                vm(identity, true),
                vm(identity, false),
                identity.mdevUuid(),
                identity.guestPciAddress(),
                vgpu.guest().driverVersion());
    }

    private static String vm(Vgpu.Identity identity, boolean isUuid) {
        return identity.vm()
                .filter(vm -> (vm.type() == NvmlVgpu.NVML_VGPU_VM_ID_UUID) == isUuid)
                .map(VmId::id)
                .orElse("");
    }

    private void addUtilization(Gpu gpu, SampleSink sink) {
        var known = utilization;
        if (known == null) {
            known = new NvmlVgpuUtilization(gpu.calls().library());
            utilization = known;
        }
        var asked = known;
        for (var sample :
                patience.ask(
                                gpu,
                                "nvmlDeviceGetVgpuInstancesUtilizationInfo",
                                () -> asked.read(gpu.device()))
                        .orElse(List.of())) {
            var vgpu = vgpus.get(sample.vgpuInstance());
            if (vgpu != null) {
                VgpuLoad.add(gpu, vgpu, sample, sink);
            }
        }
    }
}
