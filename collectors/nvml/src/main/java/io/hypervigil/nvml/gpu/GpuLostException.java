package io.hypervigil.nvml.gpu;

import java.io.Serial;

/** The GPU or its driver is gone: nothing more is to be had by the handle. */
public final class GpuLostException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    GpuLostException(String message) {
        super(message);
    }
}
