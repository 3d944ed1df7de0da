package io.hypervigil.nvml.bus;

import io.hypervigil.collect.files.FileTree;
import java.util.OptionalDouble;

/**
 * How fast and how wide a function's link is. The kernel asks the device for it, so that it has to
 * be awake.
 *
 * @param transfersPerSecond a lane does
 * @param lanes that are in use
 */
record PciLink(OptionalDouble transfersPerSecond, OptionalDouble lanes) {

    static final PciLink UNKNOWN = new PciLink(OptionalDouble.empty(), OptionalDouble.empty());

    private static final String UNIT = " GT/s";

    /** What a device that is gone answers in its six bits: all ones. */
    private static final double NOBODY_THERE = 63;

    /** The link as it is now. */
    static PciLink current(FileTree sys, String folder) {
        return read(sys, folder + "/current_link_");
    }

    /** The link at its best. */
    static PciLink best(FileTree sys, String folder) {
        return read(sys, folder + "/max_link_");
    }

    private static PciLink read(FileTree sys, String prefix) {
        return new PciLink(
                sys.attribute(prefix + "speed")
                        .map(PciLink::transfersPerSecond)
                        .orElse(OptionalDouble.empty()),
                lanes(sys.numberAttribute(prefix + "width")));
    }

    private static OptionalDouble lanes(OptionalDouble width) {
        double lanes = width.orElse(0);
        return lanes > 0 && lanes < NOBODY_THERE ? width : OptionalDouble.empty();
    }

    /** {@code 16.0 GT/s PCIe} is 16e9; {@code Unknown} is empty. */
    static OptionalDouble transfersPerSecond(String speed) {
        int unit = speed.indexOf(UNIT);
        if (unit < 0) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(speed.substring(0, unit)) * 1e9);
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }
}
