package io.hypervigil.promql.function;

import static java.util.Map.entry;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.HistogramMoments;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions by their names.
 *
 * <p>Thread: any; the functions keep what they know of a series in its {@link Window} and {@link
 * FunctionContext}.
 */
public final class FunctionLibrary {

    private static final Map<String, RangeFunction> RANGE =
            Map.ofEntries(
                    entry(
                            "avg_over_time",
                            OverTime.ofEither(
                                    FloatsOverTime::average, HistogramsOverTime::average)),
                    entry("changes", new Changes()),
                    entry("count_over_time", OverTime::count),
                    entry("delta", new Rate(false, false)),
                    entry("deriv", LinearRegression::derivative),
                    entry("double_exponential_smoothing", DoubleExponentialSmoothing::apply),
                    entry("first_over_time", OverTime::first),
                    entry("idelta", new InstantRate(false)),
                    entry("increase", new Rate(true, false)),
                    entry("irate", new InstantRate(true)),
                    entry("last_over_time", OverTime::last),
                    entry("mad_over_time", OverTime.ofFloats(Quantiles::medianDeviation)),
                    entry("max_over_time", OverTime.ofFloats(FloatsOverTime::max)),
                    entry("min_over_time", OverTime.ofFloats(FloatsOverTime::min)),
                    entry("predict_linear", LinearRegression::prediction),
                    entry("present_over_time", OverTime::present),
                    entry("quantile_over_time", Quantiles::quantile),
                    entry("rate", new Rate(true, true)),
                    entry("resets", new Resets()),
                    entry(
                            "stddev_over_time",
                            OverTime.ofFloats(
                                    window -> Math.sqrt(FloatsOverTime.variance(window)))),
                    entry("stdvar_over_time", OverTime.ofFloats(FloatsOverTime::variance)),
                    entry(
                            "sum_over_time",
                            OverTime.ofEither(FloatsOverTime::sum, HistogramsOverTime::sum)),
                    entry("ts_of_first_over_time", OverTime::timeOfFirst),
                    entry("ts_of_last_over_time", OverTime::timeOfLast),
                    entry("ts_of_max_over_time", OverTime.ofFloats(FloatsOverTime::timeOfMax)),
                    entry("ts_of_min_over_time", OverTime.ofFloats(FloatsOverTime::timeOfMin)));

    private static final Map<String, SampleFunction> SAMPLE =
            Map.ofEntries(
                    entry("abs", (value, _) -> Math.abs(value)),
                    entry("acos", (value, _) -> Math.acos(value)),
                    entry("acosh", SampleMath::acosh),
                    entry("asin", (value, _) -> Math.asin(value)),
                    entry("asinh", SampleMath::asinh),
                    entry("atan", (value, _) -> Math.atan(value)),
                    entry("atanh", SampleMath::atanh),
                    entry("ceil", (value, _) -> Math.ceil(value)),
                    entry("clamp", SampleMath::clamp),
                    entry("clamp_max", SampleMath::clampMax),
                    entry("clamp_min", SampleMath::clampMin),
                    entry("cos", (value, _) -> Math.cos(value)),
                    entry("cosh", (value, _) -> SampleMath.cosh(value)),
                    entry("day_of_month", Calendar.of(Calendar::dayOfMonth)),
                    entry("day_of_week", Calendar.of(Calendar::dayOfWeek)),
                    entry("day_of_year", Calendar.of(Calendar::dayOfYear)),
                    entry("days_in_month", Calendar.of(Calendar::daysInMonth)),
                    entry("deg", SampleMath::degrees),
                    entry("exp", (value, _) -> Math.exp(value)),
                    entry("floor", (value, _) -> Math.floor(value)),
                    entry("histogram_avg", new OfHistogram(HistogramMoments::mean)),
                    entry("histogram_count", new OfHistogram(FloatHistogram::count)),
                    entry("histogram_stddev", new OfHistogram(HistogramMoments::deviation)),
                    entry("histogram_stdvar", new OfHistogram(HistogramMoments::variance)),
                    entry("histogram_sum", new OfHistogram(FloatHistogram::sum)),
                    entry("hour", Calendar.of(Calendar::hour)),
                    entry("ln", (value, _) -> Math.log(value)),
                    entry("log10", SampleMath::log10),
                    entry("log2", SampleMath::log2),
                    entry("minute", Calendar.of(Calendar::minute)),
                    entry("month", Calendar.of(Calendar::month)),
                    entry("rad", SampleMath::radians),
                    entry("round", SampleMath::round),
                    entry("sgn", SampleMath::sgn),
                    entry("sin", (value, _) -> Math.sin(value)),
                    entry("sinh", (value, _) -> SampleMath.sinh(value)),
                    entry("sqrt", (value, _) -> Math.sqrt(value)),
                    entry("tan", (value, _) -> Math.tan(value)),
                    entry("tanh", (value, _) -> Math.tanh(value)),
                    entry("year", Calendar.of(Calendar::year)));

    private FunctionLibrary() {}

    /** The function of a range that has this name. */
    public static @Nullable RangeFunction range(String name) {
        return RANGE.get(name);
    }

    /** The function of a sample that has this name. */
    public static @Nullable SampleFunction sample(String name) {
        return SAMPLE.get(name);
    }

    /**
     * What {@code smoothed} makes of an instant selector. Its window is a range of no length at the
     * time wanted, with the lookback before and behind.
     */
    public static RangeFunction smoothed() {
        return SmoothedSample::apply;
    }
}
