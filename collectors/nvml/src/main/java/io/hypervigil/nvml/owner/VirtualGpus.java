package io.hypervigil.nvml.owner;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The virtual GPUs that are in use now, as the driver of the host knows them.
 *
 * <p>Thread: any; it answers from memory and calls no GPU.
 */
@FunctionalInterface
public interface VirtualGpus {

    /** Those in use now. */
    List<VirtualGpu> inUse();

    /**
     * One that is in use.
     *
     * @param gpuUuid the GPU that it is a part of
     * @param vmUuid the virtual machine's: libvirt's domain UUID
     * @param mdevUuid of the mediated device, where it is one
     * @param memoryBytes that it uses
     * @param smShare of the GPU's streaming multiprocessors that it had, 0 to 1
     * @param size of the GPU that it was given, 0 to 1
     */
    record VirtualGpu(
            String gpuUuid,
            String vmUuid,
            Optional<String> mdevUuid,
            OptionalLong memoryBytes,
            OptionalDouble smShare,
            OptionalDouble size) {}
}
