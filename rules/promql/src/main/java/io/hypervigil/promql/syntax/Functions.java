package io.hypervigil.promql.syntax;

import static io.hypervigil.promql.syntax.ValueType.MATRIX;
import static io.hypervigil.promql.syntax.ValueType.SCALAR;
import static io.hypervigil.promql.syntax.ValueType.STRING;
import static io.hypervigil.promql.syntax.ValueType.VECTOR;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The signatures of all functions of Prometheus 3.14.
 *
 * <p>Thread: any.
 */
public final class Functions {

    private static final int ONCE = 0;
    private static final int AT_MOST_ONCE = 1;
    private static final int ANY_NUMBER = -1;

    private static final TreeMap<String, FunctionSignature> BY_NAME = new TreeMap<>();

    static {
        // Of a number each.
        stable(
                VECTOR,
                List.of(VECTOR),
                ONCE,
                "abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor"
                        + " histogram_avg histogram_count histogram_stddev histogram_stdvar"
                        + " histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan"
                        + " tanh timestamp");
        stable(VECTOR, List.of(VECTOR, SCALAR), ONCE, "clamp_max clamp_min");
        stable(VECTOR, List.of(VECTOR, SCALAR, SCALAR), ONCE, "clamp");
        stable(VECTOR, List.of(VECTOR, SCALAR), AT_MOST_ONCE, "round");
        stable(VECTOR, List.of(SCALAR, VECTOR), ONCE, "histogram_quantile");
        stable(VECTOR, List.of(SCALAR, SCALAR, VECTOR), ONCE, "histogram_fraction");

        // Of a time, which is that of the evaluation where none is given.
        stable(
                VECTOR,
                List.of(VECTOR),
                AT_MOST_ONCE,
                "day_of_month day_of_week day_of_year days_in_month hour minute month year");

        // Of the samples in a range.
        stable(
                VECTOR,
                List.of(MATRIX),
                ONCE,
                "absent_over_time avg_over_time changes count_over_time delta deriv first_over_time"
                        + " idelta increase irate last_over_time max_over_time min_over_time"
                        + " present_over_time rate resets stddev_over_time stdvar_over_time"
                        + " sum_over_time");
        stable(VECTOR, List.of(MATRIX, SCALAR), ONCE, "predict_linear");
        stable(VECTOR, List.of(SCALAR, MATRIX), ONCE, "quantile_over_time");

        // Of labels, and between the types.
        stable(VECTOR, List.of(VECTOR, STRING, STRING, STRING), ANY_NUMBER, "label_join");
        stable(VECTOR, List.of(VECTOR, STRING, STRING, STRING, STRING), ONCE, "label_replace");
        stable(SCALAR, List.of(), ONCE, "pi time");
        stable(SCALAR, List.of(VECTOR), ONCE, "scalar");
        stable(VECTOR, List.of(SCALAR), ONCE, "vector");

        experimental(SCALAR, List.of(), ONCE, "end range start step");
        experimental(SCALAR, List.of(SCALAR, SCALAR), ONCE, "max_of min_of");
        experimental(VECTOR, List.of(VECTOR), ONCE, "start_timestamp");
        experimental(VECTOR, List.of(VECTOR, VECTOR), AT_MOST_ONCE, "info");
        experimental(
                VECTOR, List.of(VECTOR, STRING), ANY_NUMBER, "sort_by_label sort_by_label_desc");
        experimental(VECTOR, List.of(VECTOR, STRING, SCALAR, SCALAR), 9, "histogram_quantiles");
        experimental(
                VECTOR,
                List.of(MATRIX),
                ONCE,
                "mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time"
                        + " ts_of_min_over_time");
        experimental(VECTOR, List.of(MATRIX, SCALAR, SCALAR), ONCE, "double_exponential_smoothing");
    }

    private Functions() {}

    private static void stable(
            ValueType returns, List<ValueType> arguments, int optional, String names) {
        add(returns, arguments, optional, names, false);
    }

    private static void experimental(
            ValueType returns, List<ValueType> arguments, int optional, String names) {
        add(returns, arguments, optional, names, true);
    }

    private static void add(
            ValueType returns,
            List<ValueType> arguments,
            int optional,
            String names,
            boolean isExperimental) {
        Arrays.stream(names.split(" ", -1))
                .map(
                        name ->
                                new FunctionSignature(
                                        name, arguments, optional, returns, isExperimental))
                .forEach(function -> BY_NAME.put(function.name(), function));
    }

    /** The function of a name; capitals count. */
    public static Optional<FunctionSignature> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All of them in the order of their names. */
    public static Collection<FunctionSignature> all() {
        return List.copyOf(BY_NAME.values());
    }
}
