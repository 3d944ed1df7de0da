package io.hypervigil.nvml.vgpu;

import io.hypervigil.nvml.jna.NvmlVgpu;
import io.hypervigil.nvml.owner.VirtualGpus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The virtual GPUs of all GPUs as they were last read, for those who ask whose they are.
 *
 * <p>Thread: any.
 */
public final class VgpuBoard implements VirtualGpus {

    private final Map<String, List<VirtualGpu>> inUse = new ConcurrentHashMap<>();

    @Override
    public List<VirtualGpu> inUse() {
        return inUse.values().stream().flatMap(List::stream).toList();
    }

    /**
     * @param gpuBytes the memory of the whole GPU
     */
    void read(String gpuUuid, Collection<Vgpu> vgpus, OptionalDouble gpuBytes) {
        var known =
                vgpus.stream().flatMap(vgpu -> virtual(gpuUuid, vgpu, gpuBytes).stream()).toList();
        if (known.isEmpty()) {
            inUse.remove(gpuUuid);
        } else {
            inUse.put(gpuUuid, known);
        }
    }

    /** One whose machine is known by its UUID, as it is under libvirt. */
    private static Optional<VirtualGpu> virtual(
            String gpuUuid, Vgpu vgpu, OptionalDouble gpuBytes) {
        var identity = vgpu.identity();
        return identity.vm()
                .filter(vm -> vm.type() == NvmlVgpu.NVML_VGPU_VM_ID_UUID)
                .map(
                        vm ->
                                new VirtualGpu(
                                        gpuUuid,
                                        vm.id(),
                                        Optional.of(identity.mdevUuid())
                                                .filter(uuid -> !uuid.isEmpty()),
                                        vgpu.usedBytes(),
                                        vgpu.smShare(),
                                        size(identity, gpuBytes)));
    }

    private static OptionalDouble size(Vgpu.Identity identity, OptionalDouble gpuBytes) {
        return identity.framebufferBytes().isPresent()
                        && gpuBytes.isPresent()
                        && gpuBytes.getAsDouble() > 0
                ? OptionalDouble.of(
                        Math.min(1, identity.framebufferBytes().get() / gpuBytes.getAsDouble()))
                : OptionalDouble.empty();
    }
}
