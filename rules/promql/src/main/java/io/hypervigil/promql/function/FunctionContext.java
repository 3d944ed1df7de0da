package io.hypervigil.promql.function;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.FunctionSignature;
import io.hypervigil.promql.syntax.ValueType;
import io.hypervigil.promql.value.Absent;
import io.hypervigil.promql.value.Annotations;
import io.hypervigil.promql.value.PositionRange;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a function may know beside the series' samples: the step's time, its scalar arguments at
 * that step, and where to leave annotations and a histogram. One for each call of a query, moved
 * from series to series and step to step.
 *
 * <p>Thread: confined.
 */
public final class FunctionContext {

    private static final List<String> COUNTER_SUFFIXES =
            List.of("_total", "_sum", "_count", "_bucket");

    private final Expr.Call call;
    private final Annotations annotations;
    private final boolean usesStartTimestamps;
    private final double[] numbers;

    /** Those made about this series: the same again would only cost time. */
    private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);

    private boolean isNameChecked;
    private Labels labels = Labels.EMPTY;
    private long millis;
    private @Nullable FloatHistogram histogram;

    public FunctionContext(Expr.Call call, Annotations annotations, boolean usesStartTimestamps) {
        this.call = call;
        this.annotations = annotations;
        this.usesStartTimestamps = usesStartTimestamps;
        this.numbers = new double[call.arguments().size()];
    }

    /** For {@link FunctionLibrary#smoothed}, which is nobody's call. */
    public static FunctionContext ofSelector(
            Expr.VectorSelector selector, Annotations annotations) {
        var signature =
                new FunctionSignature(
                        "smoothed", List.of(ValueType.VECTOR), 0, ValueType.VECTOR, false);
        var call = new Expr.Call(signature, List.of(selector), selector.position());
        return new FunctionContext(call, annotations, false);
    }

    /** Moves to another series. */
    public void moveTo(Labels series) {
        this.labels = series;
        this.remarks.clear();
        this.isNameChecked = false;
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

    /** Makes a remark about the series, at the first argument; once, however often it is called. */
    void remark(Remark remark) {
        if (!remarks.add(remark)) {
            return;
        }
        var text =
                remark.namesMetric()
                        ? remark.text() + Quoted.text(labels.metricName())
                        : remark.text();
        switch (remark.level()) {
            case WARNING -> annotations.warn(text, position(0));
            case INFO -> annotations.info(text, position(0));
        }
    }

    /** Remarks on a series that is taken for a counter, and not named like one. */
    void checkCounterName() {
        if (isNameChecked) {
            return;
        }
        isNameChecked = true;
        var name = labels.metricName();
        if (!name.isEmpty() && COUNTER_SUFFIXES.stream().noneMatch(name::endsWith)) {
            remark(Remark.NOT_NAMED_AS_COUNTER);
        }
    }

    /** Makes a remark in place of a result. */
    double refuse(Remark remark) {
        remark(remark);
        return Absent.VALUE;
    }

    /** Gives a histogram as the result; the function returns what this returns. */
    public double give(FloatHistogram result) {
        histogram = result;
        return Absent.VALUE;
    }
}
