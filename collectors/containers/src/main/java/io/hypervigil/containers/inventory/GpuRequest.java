package io.hypervigil.containers.inventory;

/** GPUs that a container was given, in the words it was asked with. */
public sealed interface GpuRequest {

    /** Every GPU of the host: a count of -1, {@code nvidia.com/gpu=all}, {@code all}. */
    record All() implements GpuRequest {}

    /** So many, whichever they are. */
    record Count(int count) implements GpuRequest {}

    /** One by the driver's UUID of a GPU or a MIG instance, {@code GPU-…} or {@code MIG-…}. */
    record Uuid(String uuid) implements GpuRequest {}

    /** One by the driver's number, {@code 0}. */
    record Index(int index) implements GpuRequest {}

    /** A MIG instance by the numbers of its GPU and of the instance, {@code 0:1}. */
    record MigIndex(int gpu, int instance) implements GpuRequest {}

    /** One by a name of a CDI specification, {@code nvidia.com/gpu=name}, that is none of these. */
    record CdiName(String name) implements GpuRequest {}

    /** One by its device file, {@code /dev/nvidia0}: its number is none of {@link Index}. */
    record DeviceFile(String path) implements GpuRequest {}

    /** Whether it takes a specification or the driver's files to say which GPU it is. */
    default boolean isIndirect() {
        return switch (this) {
            case CdiName _, DeviceFile _ -> true;
            case All _, Count _, Uuid _, Index _, MigIndex _ -> false;
        };
    }
}
