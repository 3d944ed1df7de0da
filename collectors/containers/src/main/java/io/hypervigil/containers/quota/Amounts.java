package io.hypervigil.containers.quota;

/** How much of each kind. */
public record Amounts(long nanoCpus, long memoryBytes, long gpus) {

    /** Nothing. */
    public static final Amounts NONE = new Amounts(0, 0, 0);

    /** Refuses less than nothing. */
    public Amounts {
        if (nanoCpus < 0 || memoryBytes < 0 || gpus < 0) {
            throw new IllegalArgumentException("amounts: 0 or more expected");
        }
    }

    /** Both together; what no number can hold is the largest number. */
    Amounts plus(Amounts other) {
        return new Amounts(
                sum(nanoCpus, other.nanoCpus),
                sum(memoryBytes, other.memoryBytes),
                sum(gpus, other.gpus));
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
