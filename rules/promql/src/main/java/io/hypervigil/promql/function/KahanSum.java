package io.hypervigil.promql.function;

/**
 * A sum that keeps what rounding takes away, as Neumaier improved Kahan's. Not shared, so that the
 * compiler keeps it in registers.
 */
final class KahanSum {

    private double total;
    private double lost;

    void add(double value) {
        double sum = total + value;
        if (Double.isInfinite(sum)) {
            lost = 0;
        } else if (Math.abs(total) >= Math.abs(value)) {
            lost += (total - sum) + value;
        } else {
            lost += (value - sum) + total;
        }
        total = sum;
    }

    void multiply(double factor) {
        total *= factor;
        lost *= factor;
    }

    void divide(double divisor) {
        total /= divisor;
        lost /= divisor;
    }

    /** The sum without what was lost. */
    double total() {
        return total;
    }

    /** The sum. */
    double value() {
        return total + lost;
    }
}
