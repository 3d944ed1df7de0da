package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.select.Ranges;
import io.hypervigil.promql.syntax.Expr;
import java.util.BitSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One series that is 1 wherever there is none: {@code absent}, {@code absent_over_time}. */
public final class AbsentCall implements RowSource {

    private final Frame frame;
    private final Expr argument;
    private final Supplier<BitSet> presence;
    private boolean isDone;

    private AbsentCall(Frame frame, Expr argument, Supplier<BitSet> presence) {
        this.frame = frame;
        this.argument = argument;
        this.presence = presence;
    }

    /** {@code absent}: of an instant vector. */
    public static AbsentCall of(Frame frame, Expr argument, RowSource source) {
        return new AbsentCall(frame, argument, () -> stepsOf(frame, source));
    }

    /** {@code absent_over_time}: of a range vector. */
    public static AbsentCall of(Frame frame, Expr argument, Ranges ranges) {
        return new AbsentCall(frame, argument, () -> stepsOf(frame, ranges));
    }

    private static BitSet stepsOf(Frame frame, RowSource source) {
        var present = new BitSet();
        for (var row = source.next(); row != null; row = source.next()) {
            for (int i = 0; i < frame.steps().count(); i++) {
                if (row.isAt(i)) {
                    present.set(i);
                }
            }
            frame.meter().spend(frame.steps().count());
            frame.giveBack(row);
        }
        return present;
    }

    private static BitSet stepsOf(Frame frame, Ranges ranges) {
        var present = new BitSet();
        while (ranges.next()) {
            for (int i = 0; i < frame.steps().count(); i++) {
                var window = ranges.at(i);
                frame.meter().look(window.floatCount() + window.histogramCount());
                if (!window.isEmpty()) {
                    present.set(i);
                }
            }
            frame.meter().spend(frame.steps().count());
        }
        return present;
    }

    @Override
    public @Nullable Row next() {
        if (isDone) {
            return null;
        }
        isDone = true;
        var present = presence.get();
        if (present.cardinality() == frame.steps().count()) {
            return null;
        }
        var row = frame.rent(AbsentLabels.of(argument));
        for (int i = 0; i < frame.steps().count(); i++) {
            if (!present.get(i)) {
                row.values()[i] = 1;
            }
        }
        return row;
    }

    @Override
    public boolean isDistinctWithoutName() {
        return true;
    }
}
