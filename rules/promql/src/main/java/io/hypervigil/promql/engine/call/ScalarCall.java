package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.value.Absent;
import java.util.Arrays;

/** The only float of a vector as a number, NaN where there is none or more: {@code scalar}. */
public final class ScalarCall {

    private ScalarCall() {}

    public static Scalar of(Frame frame, RowSource source) {
        int count = frame.steps().count();
        frame.meter().hold(count);
        var result = new double[count];
        Arrays.fill(result, Absent.VALUE);
        for (var row = source.next(); row != null; row = source.next()) {
            var values = row.values();
            for (int i = 0; i < count; i++) {
                if (!Absent.is(values[i])) {
                    result[i] = Absent.is(result[i]) ? values[i] : Double.NaN;
                }
            }
            frame.meter().spend(count);
            frame.giveBack(row);
        }
        for (int i = 0; i < count; i++) {
            if (Absent.is(result[i])) {
                result[i] = Double.NaN;
            }
        }
        return Scalar.of(result);
    }
}
