package io.hypervigil.nvml.bus;

import java.util.Optional;
import java.util.Set;

/** Who has a GPU: each whole GPU on the bus is in exactly one state. */
public enum GpuState {
    /** NVIDIA's driver, and nothing speaks against that it answers. */
    NVIDIA("nvidia"),
    /**
     * NVIDIA's driver, which gives no handle of it although it gives those of others or of none.
     */
    LOST("lost"),
    /** NVIDIA's driver; we have let it go. */
    RELEASED("released"),
    /** NVIDIA's driver, which was told to leave it alone. */
    EXCLUDED("excluded"),
    /** A driver that gives it to virtual machines. */
    VFIO("vfio"),
    /** Some other driver: nouveau, pci-stub. */
    OTHER_DRIVER("other_driver"),
    /** None. */
    NO_DRIVER("no_driver");

    private final String text;

    GpuState(String text) {
        this.text = text;
    }

    /** The value of the label {@code state}. */
    public String text() {
        return text;
    }

    /**
     * @param handles the addresses that the library gives one of; empty where it is not in use
     */
    static GpuState of(
            PciFunction function,
            Optional<Set<String>> handles,
            boolean isReleased,
            boolean isExcluded) {
        if (function.driver().isEmpty()) {
            return NO_DRIVER;
        }
        if (!function.isNvidias()) {
            return function.isPassedThrough() ? VFIO : OTHER_DRIVER;
        }
        if (handles.isPresent() && handles.get().contains(function.address())) {
            return NVIDIA;
        }
        if (isReleased) {
            return RELEASED;
        }
        if (isExcluded) {
            return EXCLUDED;
        }
        // Without the library nothing is known against it.
        return handles.isPresent() ? LOST : NVIDIA;
    }
}
