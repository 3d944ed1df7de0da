package io.hypervigil.promql.histogram;

/** The largest of numbers without their signs; one that is none does not count. */
final class Largest {

    private Largest() {}

    static double of(double largest, double value) {
        double size = Math.abs(value);
        return size > largest ? size : largest;
    }

    static double of(double largest, double[] values) {
        double result = largest;
        for (double value : values) {
            result = of(result, value);
        }
        return result;
    }
}
