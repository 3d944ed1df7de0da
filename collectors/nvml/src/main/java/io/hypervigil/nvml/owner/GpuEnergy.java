package io.hypervigil.nvml.owner;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The energy counters of GPUs as they were last read, handed on by who reads them to who shares
 * them out.
 *
 * <p>Thread: any.
 */
public final class GpuEnergy {

    private final Map<String, Double> joules = new ConcurrentHashMap<>();

    /** What a GPU has used since its driver was loaded. */
    public void read(String gpuUuid, double joulesSinceLoad) {
        joules.put(gpuUuid, joulesSinceLoad);
    }

    /** As it was last read. */
    OptionalDouble of(String gpuUuid) {
        var last = joules.get(gpuUuid);
        return last == null ? OptionalDouble.empty() : OptionalDouble.of(last);
    }
}
