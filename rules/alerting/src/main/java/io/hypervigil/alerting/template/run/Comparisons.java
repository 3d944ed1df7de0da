package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.format.Formatter;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Kind;
import io.hypervigil.alerting.template.value.Value;
import java.util.List;

/**
 * How Go's templates compare: within one kind of basic type only, and pointers by what they are,
 * not by what they point to.
 */
final class Comparisons {

    private Comparisons() {}

    static Value equal(Budget budget, List<Value> in) {
        if (in.size() < 2) {
            throw new FunctionFailure("missing argument for comparison");
        }
        for (var other : in.subList(1, in.size())) {
            if (areEqual(budget, in.getFirst(), other)) {
                return Value.of(true);
            }
        }
        return Value.of(false);
    }

    static Value notEqual(Budget budget, List<Value> in) {
        return Value.of(!areEqual(budget, in.get(0), in.get(1)));
    }

    static Value less(Budget budget, List<Value> in) {
        return Value.of(isLess(in.get(0), in.get(1)));
    }

    static Value lessOrEqual(Budget budget, List<Value> in) {
        return Value.of(isLessOrEqual(budget, in));
    }

    static Value greater(Budget budget, List<Value> in) {
        return Value.of(!isLessOrEqual(budget, in));
    }

    static Value greaterOrEqual(Budget budget, List<Value> in) {
        return Value.of(!isLess(in.get(0), in.get(1)));
    }

    private static boolean isLessOrEqual(Budget budget, List<Value> in) {
        return isLess(in.get(0), in.get(1)) || areEqual(budget, in.get(0), in.get(1));
    }

    private static boolean areEqual(Budget budget, Value a, Value b) {
        budget.step();
        if (a instanceof Value.Nothing || b instanceof Value.Nothing) {
            return a instanceof Value.Nothing && b instanceof Value.Nothing;
        }
        if (basic(a) != basic(b)) {
            if (a instanceof Value.Whole first && b instanceof Value.Whole second) {
                return first.value() == second.value();
            }
            throw incompatible(a, b);
        }
        return switch (a) {
            case Value.Bool bool -> bool.equals(b);
            case Value.Whole whole -> whole.value() == ((Value.Whole) b).value();
            case Value.Real real -> real.value() == ((Value.Real) b).value();
            case Value.Complex complex -> complex.isSame((Value.Complex) b);
            case Value.Text text -> text.value().equals(((Value.Text) b).value());
            case Value.Moment moment -> {
                if (a.type().isPointer() != b.type().isPointer()) {
                    throw incomparable(budget, a, b);
                }
                yield a.type().isPointer() ? isOne(a, b) : moment.equals(b);
            }
            case Value.Fields _ -> {
                if (kind(b) != Kind.STRUCT || !a.type().isPointer()) {
                    throw incomparable(budget, a, b);
                }
                yield isOne(a, b);
            }
            case Value.Items _, Value.Entries _ -> throw incomparable(budget, a, b);
            case Value.Nothing _ -> true;
        };
    }

    @SuppressWarnings("ReferenceEquality") // So are pointers compared.
    private static boolean isOne(Value a, Value b) {
        return a == b;
    }

    private static FunctionFailure incomparable(Budget budget, Value a, Value b) {
        if (kind(a) == kind(b) && a.type().isPointer() == b.type().isPointer()) {
            var second = Formatter.printf(budget, "%s", List.of(b));
            return new FunctionFailure("non-comparable type " + second + ": " + b.type());
        }
        var first = Formatter.printf(budget, "%s", List.of(a));
        return new FunctionFailure(
                "non-comparable types "
                        + (first + ": " + a.type() + ", ")
                        + (b.type() + ": " + Formatter.display(budget, b)));
    }

    private static FunctionFailure incompatible(Value a, Value b) {
        return new FunctionFailure(
                "incompatible types for comparison: " + a.type() + " and " + b.type());
    }

    /** The kind where it is basic; all others count as one. */
    private static Kind basic(Value value) {
        return isBasic(value) ? kind(value) : Kind.ANY;
    }

    private static Kind kind(Value value) {
        return value.type().kind();
    }

    private static boolean isLess(Value a, Value b) {
        if (!isBasic(a) || !isBasic(b)) {
            throw new FunctionFailure("invalid type for comparison");
        }
        if (a instanceof Value.Whole first && b instanceof Value.Whole second) {
            return first.value() < second.value();
        }
        if (kind(a) != kind(b)) {
            throw incompatible(a, b);
        }
        return switch (a) {
            case Value.Real real -> real.value() < ((Value.Real) b).value();
            case Value.Text text -> text.value().compareTo(((Value.Text) b).value()) < 0;
            case Value.Bool _,
                    Value.Whole _,
                    Value.Complex _,
                    Value.Nothing _,
                    Value.Items _,
                    Value.Entries _,
                    Value.Fields _,
                    Value.Moment _ ->
                    throw new FunctionFailure("invalid type for comparison");
        };
    }

    private static boolean isBasic(Value value) {
        return switch (value) {
            case Value.Bool _, Value.Whole _, Value.Real _, Value.Complex _, Value.Text _ -> true;
            case Value.Nothing _, Value.Items _, Value.Entries _, Value.Fields _, Value.Moment _ ->
                    false;
        };
    }
}
