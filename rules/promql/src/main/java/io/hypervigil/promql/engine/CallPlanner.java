package io.hypervigil.promql.engine;

import io.hypervigil.promql.engine.call.AbsentCall;
import io.hypervigil.promql.engine.call.HistogramCall;
import io.hypervigil.promql.engine.call.InfoCall;
import io.hypervigil.promql.engine.call.LabelChange;
import io.hypervigil.promql.engine.call.RangeCall;
import io.hypervigil.promql.engine.call.SampleCall;
import io.hypervigil.promql.engine.call.SortedRows;
import io.hypervigil.promql.engine.call.TimestampCall;
import io.hypervigil.promql.engine.call.VectorCall;
import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.engine.select.InstantSelector.Part;
import io.hypervigil.promql.function.FunctionLibrary;
import io.hypervigil.promql.function.RangeFunction;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.syntax.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the operators of calls that give a vector.
 *
 * <p>Thread: confined to the query.
 */
final class CallPlanner {

    private static final TreeSet<String> ANCHORED =
            new TreeSet<>(List.of("changes", "delta", "increase", "rate", "resets"));
    private static final TreeSet<String> SMOOTHED =
            new TreeSet<>(List.of("delta", "increase", "rate"));

    private static final Set<String> OF_TOTALS =
            Set.of("histogram_avg", "histogram_count", "histogram_sum");

    private final Planner planner;

    CallPlanner(Planner planner) {
        this.planner = planner;
    }

    RowSource vector(Expr.Call call, Frame frame) {
        return switch (call.function().name()) {
            case "vector" -> new VectorCall(frame, planner.scalar(argument(call, 0), frame));
            case "absent" -> AbsentCall.of(frame, argument(call, 0), operand(call, 0, frame));
            case "absent_over_time" -> absentOverTime(call, frame);
            case "timestamp" -> timestamp(call, frame);
            case "start_timestamp" -> startTimestamp(call, frame);
            case "sort" -> sortByValue(call, frame, false);
            case "sort_desc" -> sortByValue(call, frame, true);
            case "sort_by_label" -> sortByLabels(call, frame, false);
            case "sort_by_label_desc" -> sortByLabels(call, frame, true);
            case "label_replace" -> labelReplace(call, frame);
            case "label_join" -> labelJoin(call, frame);
            case "info" ->
                    new InfoCall(
                            frame,
                            call,
                            operand(call, 0, frame),
                            planner.shiftOfFirst(argument(call, 0)));
            case "histogram_quantile" ->
                    HistogramCall.quantile(
                            frame,
                            call,
                            planner.scalar(argument(call, 0), frame),
                            ofBuckets(call, 1, frame));
            case "histogram_quantiles" -> histogramQuantiles(call, frame);
            case "histogram_fraction" ->
                    HistogramCall.fraction(
                            frame,
                            call,
                            planner.scalar(argument(call, 0), frame),
                            planner.scalar(argument(call, 1), frame),
                            ofBuckets(call, 2, frame));
            default -> ofLibrary(call, frame);
        };
    }

    private RowSource histogramQuantiles(Expr.Call call, Frame frame) {
        var quantiles =
                call.arguments().stream()
                        .skip(2)
                        .map(quantile -> planner.scalar(quantile, frame))
                        .toList();
        var label = Planner.text(argument(call, 1));
        return HistogramCall.quantiles(frame, call, ofBuckets(call, 0, frame), label, quantiles);
    }

    private static Expr argument(Expr.Call call, int index) {
        return call.arguments().get(index);
    }

    private RowSource operand(Expr.Call call, int index, Frame frame) {
        return planner.vector(argument(call, index), frame);
    }

    private RowSource ofBuckets(Expr.Call call, int index, Frame frame) {
        return operand(call, index, frame.detectingResets(false));
    }

    private static Expr withoutParentheses(Expr expr) {
        return expr instanceof Expr.Parenthesized parenthesized
                ? withoutParentheses(parenthesized.inner())
                : expr;
    }

    private RowSource timestamp(Expr.Call call, Frame frame) {
        return withoutParentheses(argument(call, 0)) instanceof Expr.VectorSelector selector
                ? planner.selector(selector, frame, Part.TIME)
                : new TimestampCall(frame, operand(call, 0, frame));
    }

    /** Only stored samples know when their counting began. */
    private RowSource startTimestamp(Expr.Call call, Frame frame) {
        return withoutParentheses(argument(call, 0)) instanceof Expr.VectorSelector selector
                ? planner.selector(selector, frame, Part.START_TIME)
                : () -> null;
    }

    private RowSource sortByValue(Expr.Call call, Frame frame, boolean isDescending) {
        warnOfSort(call, frame);
        return SortedRows.byValue(frame, operand(call, 0, frame), isDescending);
    }

    private RowSource sortByLabels(Expr.Call call, Frame frame, boolean isDescending) {
        warnOfSort(call, frame);
        return SortedRows.byLabels(frame, operand(call, 0, frame), texts(call, 1), isDescending);
    }

    private static void warnOfSort(Expr.Call call, Frame frame) {
        if (!frame.steps().isOne()) {
            frame.annotations()
                    .warn(
                            "sort is ineffective for range queries since results are always"
                                    + " ordered by labels",
                            call.position());
        }
    }

    private RowSource labelReplace(Expr.Call call, Frame frame) {
        var texts = texts(call, 1);
        return LabelChange.replace(
                frame,
                operand(call, 0, frame),
                texts.get(0),
                texts.get(1),
                texts.get(2),
                texts.get(3));
    }

    private RowSource labelJoin(Expr.Call call, Frame frame) {
        var texts = texts(call, 1);
        return LabelChange.join(
                frame,
                operand(call, 0, frame),
                texts.get(0),
                texts.get(1),
                texts.subList(2, texts.size()));
    }

    private static List<String> texts(Expr.Call call, int from) {
        return call.arguments().stream().skip(from).map(Planner::text).toList();
    }

    private RowSource absentOverTime(Expr.Call call, Frame frame) {
        refuseExtension(call);
        var range = argument(call, 0);
        return AbsentCall.of(frame, range, planner.ranges(range, frame));
    }

    private RowSource ofLibrary(Expr.Call call, Frame frame) {
        var name = call.function().name();
        var ofRange = FunctionLibrary.range(name);
        if (ofRange != null) {
            return rangeCall(call, ofRange, frame);
        }
        var ofSample = FunctionLibrary.sample(name);
        if (ofSample == null) {
            throw Failure.execution("unknown function " + name);
        }
        // Functions of a date look at the time of the step where nothing is named.
        boolean isOfTime = call.arguments().isEmpty();
        var operand =
                isOfTime
                        ? new VectorCall(frame, ScalarPlanner.time(frame))
                        : operandOf(call, frame);
        return new SampleCall(frame, call, ofSample, operand, numbers(call, frame));
    }

    private RowSource operandOf(Expr.Call call, Frame frame) {
        var vector =
                call.arguments().stream()
                        .filter(argument -> argument.type() == ValueType.VECTOR)
                        .findFirst()
                        .orElseThrow();
        boolean isOfTotals = OF_TOTALS.contains(call.function().name());
        return planner.vector(vector, isOfTotals ? frame.detectingResets(true) : frame);
    }

    private RowSource rangeCall(Expr.Call call, RangeFunction function, Frame frame) {
        refuseExtension(call);
        return new RangeCall(
                frame, call, function, planner.ranges(rangeOf(call), frame), numbers(call, frame));
    }

    private static Expr rangeOf(Expr.Call call) {
        return call.arguments().stream()
                .filter(argument -> argument.type() == ValueType.MATRIX)
                .findFirst()
                .orElseThrow();
    }

    private List<@Nullable Scalar> numbers(Expr.Call call, Frame frame) {
        var numbers = new ArrayList<@Nullable Scalar>();
        for (var argument : call.arguments()) {
            numbers.add(
                    argument.type() == ValueType.SCALAR ? planner.scalar(argument, frame) : null);
        }
        return numbers;
    }

    /** Only some functions know what to do with samples beyond the range. */
    private static void refuseExtension(Expr.Call call) {
        if (!(withoutParentheses(rangeOf(call)) instanceof Expr.MatrixSelector range)) {
            return;
        }
        var extension = range.selector().extension();
        var allowed = extension == Extension.ANCHORED ? ANCHORED : SMOOTHED;
        var name = call.function().name();
        if (extension != Extension.NONE && !allowed.contains(name)) {
            throw Failure.execution(
                    (extension == Extension.ANCHORED ? "anchored" : "smoothed")
                            + " modifier can only be used with: "
                            + String.join(", ", allowed)
                            + " - not with "
                            + name);
        }
    }
}
