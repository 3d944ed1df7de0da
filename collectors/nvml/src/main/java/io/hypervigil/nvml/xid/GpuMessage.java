package io.hypervigil.nvml.xid;

import java.util.OptionalInt;

/** What NVIDIA's drivers say in the kernel's log of a GPU or NVSwitch. */
sealed interface GpuMessage {

    /** As the kernel writes addresses: {@code 0000:3b:00.0}. */
    String address();

    /**
     * An XID of a GPU.
     *
     * @param gpuInstance of MIG, where it is said
     * @param computeInstance of MIG, where it is said
     */
    record Xid(String address, int xid, OptionalInt gpuInstance, OptionalInt computeInstance)
            implements GpuMessage {}

    /** An SXID of an NVSwitch. */
    record SwitchXid(String address, int sxid) implements GpuMessage {}

    /** A GPU does not answer any more. */
    record FallenOff(String address) implements GpuMessage {}

    /** Which UUID a GPU has: said once, before its first XID. */
    record Named(String address, String uuid) implements GpuMessage {}
}
