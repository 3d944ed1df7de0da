package io.hypervigil.promql.engine.row;

/**
 * A number for each step, or one for all of them.
 *
 * <p>Thread: any; immutable.
 */
public final class Scalar {

    private final double[] values;

    private Scalar(double[] values) {
        this.values = values;
    }

    /** The same at every step. */
    public static Scalar of(double value) {
        return new Scalar(new double[] {value});
    }

    /**
     * Takes the array as it is.
     *
     * @param values one a step
     */
    public static Scalar of(double[] values) {
        return new Scalar(values);
    }

    public boolean isConstant() {
        return values.length == 1;
    }

    public double at(int step) {
        return values.length == 1 ? values[0] : values[step];
    }
}
