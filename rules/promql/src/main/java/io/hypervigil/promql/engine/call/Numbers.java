package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.function.FunctionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scalar arguments of a call. */
final class Numbers {

    private Numbers() {}

    /** Sets those of a step; says whether any is another at another step. */
    static boolean set(FunctionContext context, List<@Nullable Scalar> numbers, int step) {
        boolean varies = false;
        for (int i = 0; i < numbers.size(); i++) {
            var number = numbers.get(i);
            if (number != null) {
                context.setNumber(i, number.at(step));
                varies |= !number.isConstant();
            }
        }
        return varies;
    }
}
