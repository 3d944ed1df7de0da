package io.hypervigil.promql.function;

/**
 * A function of the samples that one series has in a range: {@code rate}, {@code max_over_time}.
 */
@FunctionalInterface
public interface RangeFunction {

    /**
     * The value at one step.
     *
     * @return a float, {@link io.hypervigil.promql.value.Absent#VALUE} for none, or what {@link
     *     FunctionContext#give} returns for a histogram
     */
    double apply(Window window, FunctionContext context);
}
