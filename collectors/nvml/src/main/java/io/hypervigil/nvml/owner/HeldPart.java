package io.hypervigil.nvml.owner;

import java.util.OptionalDouble;

/**
 * What of a GPU a device is.
 *
 * @param gpu the value of the label: its UUID, or its address where no driver of the host has it
 * @param part the name of the part: the GPU's own for all of it
 * @param size of the part, 0 to 1, where it is known
 */
record HeldPart(String gpu, String part, OptionalDouble size) {

    static HeldPart all(String gpu) {
        return new HeldPart(gpu, gpu, OptionalDouble.empty());
    }
}
