package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.NameRemoval;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.function.FunctionContext;
import io.hypervigil.promql.function.SampleFunction;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of one sample, over each series and step. */
public final class SampleCall implements RowSource {

    private final Frame frame;
    private final SampleFunction function;
    private final RowSource source;
    private final FunctionContext context;
    private final List<@Nullable Scalar> numbers;
    private final boolean hasVaryingNumbers;
    private final NameRemoval nameRemoval;

    /**
     * @param numbers the scalar arguments at their places, null for the vector
     */
    public SampleCall(
            Frame frame,
            Expr.Call call,
            SampleFunction function,
            RowSource source,
            List<@Nullable Scalar> numbers) {
        this.frame = frame;
        this.function = function;
        this.source = source;
        this.numbers = numbers;
        var evaluation = frame.evaluation();
        this.context =
                new FunctionContext(
                        call, evaluation.annotations(), evaluation.usesStartTimestamps());
        this.nameRemoval = new NameRemoval(frame, source);
        this.hasVaryingNumbers = Numbers.set(context, numbers, 0);
    }

    @Override
    public @Nullable Row next() {
        for (var row = source.next(); row != null; row = source.next()) {
            if (apply(row)) {
                nameRemoval.apply(row);
                return row;
            }
            frame.giveBack(row);
        }
        return null;
    }

    private boolean apply(Row row) {
        context.moveTo(row.labels());
        int count = frame.steps().count();
        frame.meter().spend(count);
        boolean isAny = false;
        for (int i = 0; i < count; i++) {
            if (row.isAt(i)) {
                isAny |= apply(row, i);
            }
        }
        return isAny;
    }

    private boolean apply(Row row, int step) {
        if (hasVaryingNumbers) {
            Numbers.set(context, numbers, step);
        }
        context.moveTo(frame.steps().millis(step));
        var histogram = row.histogram(step);
        double value =
                histogram == null
                        ? function.apply(row.values()[step], context)
                        : function.apply(histogram, context);
        var result = context.takeHistogram();
        if (result != null) {
            row.set(step, result);
            return true;
        }
        row.set(step, value);
        return !Absent.is(value);
    }

    @Override
    public boolean isWhole() {
        return source.isWhole() && nameRemoval.keepsWhole();
    }

    @Override
    public boolean isDistinctWithoutName() {
        return !frame.evaluation().delaysNameRemoval() || source.isDistinctWithoutName();
    }
}
