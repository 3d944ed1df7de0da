package io.hypervigil.containers.allocation;

/** Which of the free GPUs a container gets that asks for so many. */
public enum GpuPolicy {
    /** Those beside each other on the bus and beside what is in use, so that blocks stay free. */
    PACK,
    /** Those farthest from what is in use, so that power, heat and bus are shared out. */
    SPREAD,
    /** Those joined by the most NVLinks; packed where there are none. */
    NVLINK
}
