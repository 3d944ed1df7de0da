package io.hypervigil.libvirt.quota;

/** How much of each kind. */
public record Amounts(long vcpus, long memoryBytes, long diskBytes, long gpus) {

    /** Nothing. */
    public static final Amounts NONE = new Amounts(0, 0, 0, 0);

    /** Refuses less than nothing. */
    public Amounts {
        if (vcpus < 0 || memoryBytes < 0 || diskBytes < 0 || gpus < 0) {
            throw new IllegalArgumentException("amounts: 0 or more expected");
        }
    }

    /** Both together; what no number can hold is the largest number. */
    Amounts plus(Amounts other) {
        return new Amounts(
                sum(vcpus, other.vcpus),
                sum(memoryBytes, other.memoryBytes),
                sum(diskBytes, other.diskBytes),
                sum(gpus, other.gpus));
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** The larger of each. */
    public Amounts max(Amounts other) {
        return new Amounts(
                Math.max(vcpus, other.vcpus),
                Math.max(memoryBytes, other.memoryBytes),
                Math.max(diskBytes, other.diskBytes),
                Math.max(gpus, other.gpus));
    }
}
