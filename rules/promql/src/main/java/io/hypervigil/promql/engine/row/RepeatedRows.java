package io.hypervigil.promql.engine.row;

import org.jspecify.annotations.Nullable;

/** Spreads over all steps what was evaluated at one, since it does not depend on the time. */
public final class RepeatedRows implements RowSource {

    private final Frame frame;
    private final Frame one;
    private final RowSource source;

    /**
     * @param frame the steps to fill
     * @param one the frame of the source, of one step
     */
    public RepeatedRows(Frame frame, Frame one, RowSource source) {
        this.frame = frame;
        this.one = one;
        this.source = source;
    }

    @Override
    public @Nullable Row next() {
        var row = source.next();
        if (row == null) {
            return null;
        }
        var repeated = frame.rent(row.labels());
        repeated.setDropsName(row.dropsName());
        var histogram = row.histogram(0);
        double value = row.values()[0];
        for (int i = 0; i < frame.steps().count(); i++) {
            if (histogram != null) {
                repeated.set(i, histogram);
            } else {
                repeated.values()[i] = value;
            }
        }
        one.giveBack(row);
        frame.meter().spend(frame.steps().count());
        return repeated;
    }

    @Override
    public boolean isWhole() {
        return source.isWhole();
    }

    @Override
    public boolean isDistinctWithoutName() {
        return source.isDistinctWithoutName();
    }
}
