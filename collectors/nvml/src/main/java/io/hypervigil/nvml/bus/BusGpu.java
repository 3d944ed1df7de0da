package io.hypervigil.nvml.bus;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A whole GPU on the bus.
 *
 * @param function where and what it is
 * @param state who has it
 * @param uuid {@code GPU-…}; known while NVIDIA's driver is bound, and kept when it is lost then
 * @param index the driver's number, while there is a handle
 */
public record BusGpu(
        PciFunction function, GpuState state, Optional<String> uuid, OptionalInt index) {

    /** {@code 0000:3b:00.0}. */
    public String address() {
        return function.address();
    }
}
