package io.hypervigil.nvml.mig;

import io.hypervigil.nvml.jna.NvmlMig.nvmlDeviceAttributes_t;
import io.hypervigil.nvml.owner.MigInstances;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The MIG devices of all GPUs as they were last read, for those who ask whose they are.
 *
 * <p>Thread: any.
 */
public final class MigBoard implements MigInstances {

    private final Map<String, List<MigInstance>> instances = new ConcurrentHashMap<>();

    @Override
    public List<MigInstance> present() {
        return instances.values().stream().flatMap(List::stream).toList();
    }

    /**
     * The devices of a GPU.
     *
     * @param slices compute slices of the whole GPU
     * @param smActive by GPU instance
     */
    void read(String gpuUuid, List<MigDevice> devices, int slices, Map<Integer, Double> smActive) {
        if (devices.isEmpty()) {
            instances.remove(gpuUuid);
        } else {
            instances.put(
                    gpuUuid,
                    devices.stream()
                            .map(
                                    device ->
                                            instance(
                                                    gpuUuid,
                                                    device,
                                                    slices,
                                                    smActive.get(device.gpuInstance())))
                            .toList());
        }
    }

    private static MigInstance instance(
            String gpuUuid, MigDevice device, int slices, @Nullable Double smActive) {
        var size = device.attributes().map(nvmlDeviceAttributes_t::computeInstanceSliceCount);
        return new MigInstance(
                device.uuid(),
                gpuUuid,
                device.gpuInstance(),
                size.isPresent() && slices > 0
                        ? OptionalDouble.of(Math.min(1, (double) size.get() / slices))
                        : OptionalDouble.empty(),
                smActive == null ? OptionalDouble.empty() : OptionalDouble.of(smActive));
    }
}
