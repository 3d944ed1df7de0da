package io.hypervigil.containers.launch;

import java.util.List;

/** How a runtime is asked for GPUs. */
public sealed interface GpuForm {

    /** It is not. */
    record None() implements GpuForm {}

    /**
     * By the container device interface.
     *
     * @param devices {@code nvidia.com/gpu=0}
     */
    record Cdi(List<String> devices) implements GpuForm {

        /** Keeps what it was given from changing. */
        public Cdi {
            devices = List.copyOf(devices);
        }
    }

    /**
     * By NVIDIA's driver in Docker, for engines that do not know CDI.
     *
     * @param ids {@code GPU-…}, {@code 0:1}; all where there are none
     */
    record Legacy(List<String> ids) implements GpuForm {

        /** Keeps what it was given from changing. */
        public Legacy {
            ids = List.copyOf(ids);
        }
    }
}
