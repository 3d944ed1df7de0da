package io.hypervigil.promql.histogram;

/** What rounding takes from a sum, as Neumaier improved Kahan's summation. */
final class Kahan {

    private Kahan() {}

    /**
     * What was lost so far and by one more addition.
     *
     * @param before the sum before
     * @param value what was added
     * @param sum the sum after
     * @param lost what was lost before
     */
    static double loss(double before, double value, double sum, double lost) {
        if (Double.isInfinite(sum)) {
            return 0;
        }
        return Math.abs(before) >= Math.abs(value)
                ? lost + ((before - sum) + value)
                : lost + ((value - sum) + before);
    }
}
