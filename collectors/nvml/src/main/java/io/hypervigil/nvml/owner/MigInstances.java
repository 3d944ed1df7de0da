package io.hypervigil.nvml.owner;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The MIG devices that there are now.
 *
 * <p>Thread: any; it answers from memory and calls no GPU.
 */
@FunctionalInterface
public interface MigInstances {

    /** All of all GPUs. */
    List<MigInstance> present();

    /**
     * One.
     *
     * @param uuid {@code MIG-…}
     * @param gpuUuid the GPU that it is a part of
     * @param gpuInstance the number of its GPU instance
     * @param size of the GPU, 0 to 1
     * @param smActive how busy the streaming multiprocessors of its GPU instance were, 0 to 1 of
     *     what the instance has; where the GPU has monitors of instances
     */
    record MigInstance(
            String uuid,
            String gpuUuid,
            int gpuInstance,
            OptionalDouble size,
            OptionalDouble smActive) {}
}
