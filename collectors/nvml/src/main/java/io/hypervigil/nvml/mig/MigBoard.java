package io.hypervigil.nvml.mig;

import io.hypervigil.collect.Fact.GpuPart;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.nvml.jna.NvmlMig.nvmlDeviceAttributes_t;
import io.hypervigil.nvml.owner.MigInstances;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The MIG devices of all GPUs as they were last read, for those who ask whose they are; and tells
 * other collectors which GPU each is a part of.
 *
 * <p>Thread: any.
 */
public final class MigBoard implements MigInstances {

    /** Under which name the parts are published. */
    public static final String PUBLISHER = "nvml.parts";

    private final FactBoard facts;
    private final Map<String, List<MigInstance>> instances = new ConcurrentHashMap<>();
    private final Map<String, List<GpuPart>> parts = new TreeMap<>();

    /** Nothing is published yet. */
    public MigBoard(FactBoard facts) {
        this.facts = facts;
    }

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
        tell(gpuUuid, devices.stream().map(device -> part(gpuUuid, device)).toList());
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

    /** Publishes only what has changed. */
    private synchronized void tell(String gpuUuid, List<GpuPart> now) {
        var before = now.isEmpty() ? parts.remove(gpuUuid) : parts.put(gpuUuid, now);
        if (now.equals(before == null ? List.of() : before)) {
            return;
        }
        if (parts.isEmpty()) {
            facts.withdraw(PUBLISHER);
        } else {
            facts.publish(PUBLISHER, parts.values().stream().flatMap(List::stream).toList());
        }
    }

    private static GpuPart part(String gpuUuid, MigDevice device) {
        return new GpuPart(
                device.uuid(),
                gpuUuid,
                device.index(),
                device.gpuInstance(),
                device.computeInstance(),
                Optional.of(device.profile()).filter(profile -> !profile.isEmpty()));
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
