package io.hypervigil.promql.function;

/**
 * A function of the samples that one series has in a range: {@code rate}, {@code max_over_time}.
 */
@FunctionalInterface
public interface RangeFunction {

    /**
     * The value at one step.
     *
     * @param window has a sample at least
     * @return a float, {@link io.hypervigil.promql.value.Absent#VALUE} for none, or what {@link
     *     FunctionContext#give} returns for a histogram
     * @throws FunctionException for an argument that the function cannot work with
     */
    double apply(Window window, FunctionContext context);
}
