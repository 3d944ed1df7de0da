package io.hypervigil.promql.function;

import static java.util.Objects.requireNonNull;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.syntax.FunctionSignature;
import io.hypervigil.promql.syntax.ValueType;
import io.hypervigil.promql.value.Absent;
import io.hypervigil.promql.value.Annotations;
import io.hypervigil.promql.value.PositionRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A series as a test writes it down, and what a function makes of a range of it. */
final class Series {

    /** No sample. */
    static final double GAP = Absent.VALUE;

    private static final long LOOKBACK_MILLIS = 300_000;

    /** What a function gives: a float or a histogram, and what it has to say. */
    record Outcome(double value, @Nullable FloatHistogram histogram, List<String> annotations) {

        boolean isNothing() {
            return Absent.is(value) && histogram == null;
        }
    }

    private final SampleBuffer samples = new SampleBuffer();
    private Labels labels = Labels.of(Labels.NAME, "requests_total");
    private Extension extension = Extension.NONE;
    private boolean usesStarts;
    private long fromMillis;
    private long toMillis;

    /** No samples. */
    static Series empty() {
        return new Series();
    }

    /** Floats, the first at time 0. */
    static Series every(int seconds, double... values) {
        var series = new Series();
        for (int i = 0; i < values.length; i++) {
            if (!Absent.is(values[i])) {
                series.samples.add(1000L * seconds * i, values[i]);
            }
        }
        return series;
    }

    /** Histograms, the first at time 0. */
    static Series every(int seconds, FloatHistogram... values) {
        var series = new Series();
        for (int i = 0; i < values.length; i++) {
            series.samples.add(1000L * seconds * i, values[i]);
        }
        return series;
    }

    /** Adds a float that knows when its counting began, in seconds. */
    Series begun(double start, double seconds, double value) {
        samples.add(millis(seconds), value, millis(start));
        usesStarts = true;
        return this;
    }

    /** Adds a histogram that knows when its counting began, in seconds. */
    Series begun(double start, double seconds, FloatHistogram value) {
        samples.add(millis(seconds), value, millis(start));
        usesStarts = true;
        return this;
    }

    /** Adds a histogram. */
    Series at(double seconds, FloatHistogram histogram) {
        samples.add(millis(seconds), histogram);
        return this;
    }

    /** Adds a float. */
    Series at(double seconds, double value) {
        samples.add(millis(seconds), value);
        return this;
    }

    Series named(String name) {
        labels = name.isEmpty() ? Labels.EMPTY : Labels.of(Labels.NAME, name);
        return this;
    }

    Series anchored() {
        extension = Extension.ANCHORED;
        return this;
    }

    Series smoothed() {
        extension = Extension.SMOOTHED;
        return this;
    }

    /** The range that the function looks at, in seconds, and that of the step, its end. */
    Series in(double fromExclusive, double to) {
        fromMillis = millis(fromExclusive);
        toMillis = millis(to);
        return this;
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1000);
    }

    /** A function whose scalar arguments stand behind the range. */
    double value(String function, double... numbers) {
        return apply(function, numbers).value();
    }

    Outcome apply(String function, double... numbers) {
        var arguments = new double[numbers.length + 1];
        System.arraycopy(numbers, 0, arguments, 1, numbers.length);
        return applyTo(function, arguments);
    }

    /** A function with a number at each place, that of the range being of no meaning. */
    Outcome applyTo(String function, double... numbers) {
        return apply(requireNonNull(FunctionLibrary.range(function), function), numbers);
    }

    private Outcome apply(RangeFunction function, double... numbers) {
        var annotations = new Annotations();
        var context = context(annotations, usesStarts, numbers);
        context.moveTo(labels);
        context.moveTo(toMillis);
        var window = window();
        double value = window.isEmpty() ? Absent.VALUE : function.apply(window, context);
        return new Outcome(value, context.takeHistogram(), texts(annotations));
    }

    /** What {@code smoothed} gives at the end of the range. */
    Outcome smoothedSample() {
        fromMillis = toMillis;
        extension = Extension.SMOOTHED;
        return apply(FunctionLibrary.smoothed(), 0);
    }

    Window window() {
        var window = new Window(samples, extension);
        moveTo(window, fromMillis, toMillis);
        return window;
    }

    private void moveTo(Window window, long from, long to) {
        window.moveTo(
                from,
                to,
                extension == Extension.NONE ? 0 : LOOKBACK_MILLIS,
                extension == Extension.SMOOTHED ? LOOKBACK_MILLIS : 0);
    }

    /** The results of a query over a range, each from a window moved on from the one before. */
    List<Double> steps(
            String function, int first, int last, int step, int range, double... numbers) {
        var window = new Window(samples, extension);
        var context = context(new Annotations(), usesStarts, numbers);
        context.moveTo(labels);
        var applied = requireNonNull(FunctionLibrary.range(function), function);
        var results = new ArrayList<Double>();
        for (int end = first; end <= last; end += step) {
            context.moveTo(end * 1000L);
            moveTo(window, (end - range) * 1000L, end * 1000L);
            results.add(window.isEmpty() ? Absent.VALUE : applied.apply(window, context));
        }
        return results;
    }

    static FunctionContext context(Annotations annotations, boolean usesStarts, double... numbers) {
        var arguments =
                IntStream.range(0, numbers.length)
                        .<Expr>mapToObj(
                                i ->
                                        new Expr.NumberLiteral(
                                                0, false, new PositionRange(i * 10, i * 10 + 5)))
                        .toList();
        var signature = new FunctionSignature("f", List.of(), 0, ValueType.VECTOR, false);
        var call = new Expr.Call(signature, arguments, PositionRange.NONE);
        var context = new FunctionContext(call, annotations, usesStarts);
        for (int i = 0; i < numbers.length; i++) {
            context.setNumber(i, numbers[i]);
        }
        return context;
    }

    static List<String> texts(Annotations annotations) {
        var query = " ".repeat(100);
        return Arrays.stream(Annotations.Level.values())
                .flatMap(level -> annotations.texts(level, query, 0).stream())
                .toList();
    }
}
