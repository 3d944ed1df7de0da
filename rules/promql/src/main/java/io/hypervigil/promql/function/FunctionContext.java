package io.hypervigil.promql.function;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.Absent;
import io.hypervigil.promql.value.Annotations;
import io.hypervigil.promql.value.PositionRange;
import org.jspecify.annotations.Nullable;

/**
 * What a function may know beside the series' samples: the step's time, its scalar arguments at
 * that step, and where to leave annotations and a histogram. One for each call of a query, moved
 * from series to series and step to step.
 *
 * <p>Thread: confined.
 */
public final class FunctionContext {

    private final Expr.Call call;
    private final Annotations annotations;
    private final boolean usesStartTimestamps;
    private final double[] numbers;
    private Labels labels = Labels.EMPTY;
    private long millis;
    private @Nullable FloatHistogram histogram;

    public FunctionContext(Expr.Call call, Annotations annotations, boolean usesStartTimestamps) {
        this.call = call;
        this.annotations = annotations;
        this.usesStartTimestamps = usesStartTimestamps;
        this.numbers = new double[call.arguments().size()];
    }

    /** Moves to another series. */
    public void moveTo(Labels series) {
        this.labels = series;
    }

    /** Moves to another step. */
    public void moveTo(long stepMillis) {
        this.millis = stepMillis;
    }

    /** Sets a scalar argument of the step. */
    public void setNumber(int argument, double value) {
        numbers[argument] = value;
    }

    /** Takes the histogram that the function gave, if it gave one. */
    public @Nullable FloatHistogram takeHistogram() {
        var given = histogram;
        histogram = null;
        return given;
    }

    /** The step's time, in milliseconds since 1970. */
    public long millis() {
        return millis;
    }

    /** The labels of the series, its name among them. */
    public Labels labels() {
        return labels;
    }

    /** How many arguments were written. */
    public int argumentCount() {
        return numbers.length;
    }

    /** A scalar argument's value at this step. */
    public double number(int argument) {
        return numbers[argument];
    }

    /** Where an argument stands in the query. */
    public PositionRange position(int argument) {
        return call.arguments().get(argument).position();
    }

    public Expr.Call call() {
        return call;
    }

    /** Whether a sample that knows when its counting began may say that a counter was reset. */
    public boolean usesStartTimestamps() {
        return usesStartTimestamps;
    }

    public Annotations annotations() {
        return annotations;
    }

    /** Gives a histogram as the result; the function returns what this returns. */
    public double give(FloatHistogram result) {
        histogram = result;
        return Absent.VALUE;
    }
}
