package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.value.PositionRange;

/** Says where an aggregation of floats meets histograms. */
record IgnoredHistograms(Frame frame, String aggregation, PositionRange position) {

    /** Looks through a row. */
    void note(Row row) {
        if (!row.hasHistograms()) {
            return;
        }
        for (int i = 0; i < frame.steps().count(); i++) {
            if (row.histogram(i) != null) {
                frame.annotations()
                        .info("ignored histogram in " + aggregation + " aggregation", position);
                return;
            }
        }
    }
}
