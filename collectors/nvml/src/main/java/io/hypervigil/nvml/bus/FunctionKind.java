package io.hypervigil.nvml.bus;

import java.util.Optional;

/**
 * What a function of NVIDIA's is, by its PCI class.
 *
 * <p>A graphics card shows more functions than its GPU: audio (0x0403), USB (0x0c03), a serial bus
 * for the USB port (0x0c80). They are none of these, and no GPUs.
 */
public enum FunctionKind {
    /** A display controller: VGA (0x0300) or 3D (0x0302), which data centre cards are. */
    GPU("gpu"),
    /** A bridge of the kind "other" (0x0680). */
    NVSWITCH("nvswitch");

    private final String text;

    FunctionKind(String text) {
        this.text = text;
    }

    /** The value of the label {@code kind}. */
    public String text() {
        return text;
    }

    /** The kind of a class of 24 bits: class, subclass, programming interface. */
    static Optional<FunctionKind> ofClass(long pciClass) {
        return switch ((int) (pciClass >> 8)) {
            case 0x0300, 0x0302 -> Optional.of(GPU);
            case 0x0680 -> Optional.of(NVSWITCH);
            default -> Optional.empty();
        };
    }
}
