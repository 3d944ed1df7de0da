package io.hypervigil.collect;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Something one collector knows and others can use. */
public sealed interface Fact {

    /**
     * Who holds or uses a device.
     *
     * @param owner the holder
     * @param device what is held
     * @param basis whether it may use the device, or does
     * @param share of the device, 0 to 1, where the source says
     */
    record Claim(Owner owner, Device device, Basis basis, OptionalDouble share) implements Fact {}

    /**
     * A GPU as its driver and its bus know it, so that one name leads to the others.
     *
     * @param uuid {@code GPU-…} as the driver prints it; absent while no driver is bound
     * @param index the driver's number; absent likewise
     * @param pciAddress {@code 0000:3b:00.0}
     */
    record Gpu(Optional<String> uuid, OptionalInt index, String pciAddress) implements Fact {}

    /**
     * A part of a divided GPU, as its driver calls it and as others do.
     *
     * @param uuid {@code MIG-…} as the driver prints it
     * @param gpuUuid the GPU that it is a part of
     * @param index its place among the parts of its GPU, as in {@code 0:1} of NVIDIA's tools
     * @param gpuInstance the number of its MIG GPU instance
     * @param computeInstance the number of its compute instance within that
     * @param profile {@code 1g.10gb}; empty where the driver does not say
     */
    record GpuPart(
            String uuid,
            String gpuUuid,
            int index,
            int gpuInstance,
            int computeInstance,
            Optional<String> profile)
            implements Fact {}

    /**
     * A process that runs on a GPU now.
     *
     * @param gpuUuid the GPU or MIG instance
     * @param pid in the host's PID namespace
     * @param startTicks field 22 of /proc/PID/stat, so that a reused PID is not mistaken
     * @param memoryBytes GPU memory, where the driver says
     * @param smShare of the streaming multiprocessors, 0 to 1, where the driver says
     * @param gpuInstance the number of the MIG GPU instance that it runs in, where it is in one
     */
    record GpuProcess(
            String gpuUuid,
            long pid,
            long startTicks,
            OptionalLong memoryBytes,
            OptionalDouble smShare,
            OptionalInt gpuInstance)
            implements Fact {

        /** One that runs in no instance, or of which it is not known. */
        public GpuProcess(
                String gpuUuid,
                long pid,
                long startTicks,
                OptionalLong memoryBytes,
                OptionalDouble smShare) {
            this(gpuUuid, pid, startTicks, memoryBytes, smShare, OptionalInt.empty());
        }
    }

    /**
     * NVLink between two GPUs of this host, each pair once. GPUs that are not joined have none.
     *
     * @param uuid of one
     * @param otherUuid of the other
     * @param links that are up between them, through switches too; 1 or more
     */
    record GpuLink(String uuid, String otherUuid, int links) implements Fact {}

    /** What kind of thing an owner is. */
    enum OwnerType {
        VM,
        CONTAINER,
        POD,
        PROCESS,
        UNIT
    }

    /**
     * @param type what kind of thing
     * @param id unique for ever: a UUID, a container id, a pod UID
     * @param name for people
     */
    record Owner(OwnerType type, String id, String name) {}

    /** Whether a claim rests on configuration or on what runs. */
    enum Basis {
        CONFIGURED,
        RUNNING
    }

    /** How a claim names its device. */
    sealed interface Device {

        /** {@code 0000:3b:00.0}, lower case. */
        record Pci(String address) implements Device {}

        /** A mediated device or vGPU by its UUID. */
        record Mediated(String uuid) implements Device {}

        /** A GPU or MIG instance by the driver's UUID. */
        record GpuUuid(String uuid) implements Device {}

        /** A GPU by the driver's number. */
        record GpuIndex(int index) implements Device {}

        /** A MIG GPU instance by the driver's number within its GPU. */
        record GpuInstance(Device gpu, int number) implements Device {}

        /** Every GPU of the host. */
        record AllGpus() implements Device {}

        /** Whatever the processes of a cgroup use; the path as in /proc/PID/cgroup. */
        record CgroupProcesses(String path) implements Device {}

        /** Whatever one process uses. */
        record ProcessDevices(long pid) implements Device {}
    }
}
