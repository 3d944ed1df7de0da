package io.hypervigil.nvml.jna;

import com.sun.jna.Pointer;

/**
 * {@code nvmlGpuInstance_t} or {@code nvmlComputeInstance_t}: good until it is destroyed or the
 * library is shut down.
 *
 * <p>Thread: any.
 */
public final class NvmlInstance {

    private final Pointer handle;

    NvmlInstance(Pointer handle) {
        this.handle = handle;
    }

    Pointer handle() {
        return handle;
    }
}
