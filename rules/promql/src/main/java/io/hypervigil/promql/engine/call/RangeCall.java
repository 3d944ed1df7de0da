package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.NameRemoval;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.engine.select.Ranges;
import io.hypervigil.promql.function.FunctionContext;
import io.hypervigil.promql.function.RangeFunction;
import io.hypervigil.promql.function.Window;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.Absent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A function of the samples of a range, over each series and step. */
public final class RangeCall implements RowSource {

    /** These give a sample of the metric itself, so it keeps its name. */
    private static final Set<String> KEEPING_NAME = Set.of("last_over_time", "first_over_time");

    private final Frame frame;
    private final RangeFunction function;
    private final FunctionContext context;
    private final Ranges ranges;
    private final List<@Nullable Scalar> numbers;
    private final boolean keepsName;
    private final boolean hasVaryingNumbers;
    private final NameRemoval nameRemoval;

    /**
     * @param numbers the scalar arguments at their places, null for the range
     */
    public RangeCall(
            Frame frame,
            Expr.Call call,
            RangeFunction function,
            Ranges ranges,
            List<@Nullable Scalar> numbers) {
        this.frame = frame;
        this.function = function;
        this.ranges = ranges;
        this.numbers = numbers;
        this.keepsName = KEEPING_NAME.contains(call.function().name());
        var evaluation = frame.evaluation();
        this.context =
                new FunctionContext(
                        call, evaluation.annotations(), evaluation.usesStartTimestamps());
        this.nameRemoval = NameRemoval.strict(frame, ranges.isDistinctWithoutName());
        this.hasVaryingNumbers = Numbers.set(context, numbers, 0);
    }

    @Override
    public @Nullable Row next() {
        while (ranges.next()) {
            var row = frame.rent(ranges.labels());
            if (fill(row)) {
                if (keepsName) {
                    row.setDropsName(ranges.dropsName());
                } else {
                    nameRemoval.apply(row);
                }
                return row;
            }
            frame.giveBack(row);
        }
        return null;
    }

    private boolean fill(Row row) {
        var steps = frame.steps();
        context.moveTo(ranges.labels());
        long looked = 0;
        boolean isAny = false;
        for (int i = 0; i < steps.count(); i++) {
            var window = ranges.at(i);
            if (window.isEmpty()) {
                continue;
            }
            int samples = window.floatCount() + window.histogramCount();
            looked += samples;
            frame.meter().spend(samples + 1);
            isAny |= apply(window, row, i);
        }
        frame.meter().look(looked);
        return isAny;
    }

    private boolean apply(Window window, Row row, int step) {
        if (hasVaryingNumbers) {
            Numbers.set(context, numbers, step);
        }
        context.moveTo(frame.steps().millis(step));
        double value = function.apply(window, context);
        if (!Absent.is(value)) {
            row.values()[step] = value;
            return true;
        }
        var histogram = context.takeHistogram();
        if (histogram == null) {
            return false;
        }
        row.set(step, histogram);
        return true;
    }

    @Override
    public boolean isDistinctWithoutName() {
        return !keepsName || ranges.isDistinctWithoutName();
    }
}
