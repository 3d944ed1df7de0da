package io.hypervigil.nvml.jna;

import com.sun.jna.Pointer;

/**
 * {@code nvmlDevice_t}: a GPU or a MIG device, until the library is shut down.
 *
 * <p>Thread: any.
 */
public final class NvmlDevice {

    private final Pointer handle;

    NvmlDevice(Pointer handle) {
        this.handle = handle;
    }

    Pointer handle() {
        return handle;
    }

    /** Whether it is the same device of the same life of the library. */
    public boolean isSame(NvmlDevice other) {
        return handle.equals(other.handle);
    }
}
