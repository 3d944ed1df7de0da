package io.hypervigil.nvml.process;

import io.hypervigil.nvml.cgroup.ProcessStat;

/**
 * A process on a GPU that /proc knows as well.
 *
 * @param shares of the GPU's engines, as far as the driver tells
 */
record RunningProcess(ListedProcess listed, ProcessStat stat, EngineShares shares) {

    String pid() {
        return Long.toString(listed.pid());
    }

    /** The number of the MIG instance, or "". */
    String gpuInstance() {
        return listed.gpuInstance().isPresent()
                ? Integer.toString(listed.gpuInstance().getAsInt())
                : "";
    }
}
