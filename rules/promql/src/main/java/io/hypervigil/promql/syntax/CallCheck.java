package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.Expr.VectorSelector;

/** Holds a call against the signature of its function. */
final class CallCheck {

    private CallCheck() {}

    static void check(Expr.Call call, TypeFaults faults) {
        checkCount(call, faults);
        if (call.function().name().equals("info") && call.arguments().size() > 1) {
            checkInfo(call, call.arguments().get(1), faults);
        }
        var types = call.function().arguments();
        int checked = call.arguments().size();
        if (call.function().optional() == 0) {
            checked = Math.min(checked, types.size());
        }
        for (int i = 0; i < checked; i++) {
            var type = types.get(Math.min(i, types.size() - 1));
            var argument = call.arguments().get(i);
            if (argument.type() != type) {
                faults.add(argument, mismatch(call, type, argument));
            }
        }
    }

    private static void checkCount(Expr.Call call, TypeFaults faults) {
        int types = call.function().arguments().size();
        int optional = call.function().optional();
        int count = call.arguments().size();
        int least = optional == 0 ? types : types - 1;
        int most = optional < 0 ? Integer.MAX_VALUE : least + optional;
        if (count >= least && count <= most) {
            return;
        }
        int wanted = count < least ? least : most;
        var bound = optional == 0 ? "" : count < least ? "at least " : "at most ";
        faults.add(
                call,
                "expected "
                        + bound
                        + wanted
                        + " argument(s) in call to "
                        + Quoted.text(call.function().name())
                        + ", got "
                        + count);
    }

    private static String mismatch(Expr.Call call, ValueType type, Expr argument) {
        return "expected type "
                + type.description()
                + " in call to function "
                + Quoted.text(call.function().name())
                + ", got "
                + argument.type().description();
    }

    /** Its second argument is no selector of series but of labels; it may match anything. */
    private static void checkInfo(Expr.Call call, Expr selection, TypeFaults faults) {
        if (!(selection instanceof VectorSelector selector)) {
            if (selection.type() != ValueType.VECTOR) {
                faults.add(call, mismatch(call, ValueType.VECTOR, selection));
            }
            faults.add(selection, "expected label selectors only");
        } else if (selector.name().isEmpty()) {
            faults.forgive(selector);
        } else {
            faults.add(selection, "expected label selectors only, got vector selector instead");
        }
    }
}
