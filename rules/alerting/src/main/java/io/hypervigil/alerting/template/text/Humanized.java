package io.hypervigil.alerting.template.text;

import io.hypervigil.alerting.template.format.Formatter;
import io.hypervigil.alerting.template.syntax.FloatText;
import io.hypervigil.alerting.template.time.Times;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.util.List;

/**
 * Numbers for people: with the prefixes of SI or of powers of two, as percentages, as durations.
 *
 * <p>Thread: any.
 */
public final class Humanized {

    private static final List<String> LARGE = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
    private static final List<String> SMALL = List.of("m", "u", "n", "p", "f", "a", "z", "y");
    private static final List<String> BINARY =
            List.of("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi");

    public static final Function DURATION = of("humanizeDuration", Humanized::duration);
    public static final Function NUMBER = of("humanize", Humanized::number);
    public static final Function BYTES = of("humanize1024", Humanized::bytes);
    public static final Function PERCENTAGE =
            of("humanizePercentage", (budget, value) -> digits(budget, value * 100) + "%");

    private Humanized() {}

    private interface Change {
        String apply(Budget budget, double value);
    }

    private static Function of(String name, Change change) {
        return Function.of(
                name,
                List.of(Type.ANY),
                (budget, in) -> Value.of(change.apply(budget, toNumber(in.getFirst()))));
    }

    /**
     * A value as a number; a text is read.
     *
     * @throws FunctionFailure where it is none
     */
    public static double toNumber(Value value) {
        return switch (value) {
            case Value.Real real -> real.value();
            case Value.Whole whole when whole.type() == Times.DURATION ->
                    (double) whole.value() / 1e9;
            case Value.Whole whole when isPlain(whole) -> (double) whole.value();
            case Value.Text text when text.type() == Type.STRING -> parse(text.value());
            case Value.Nothing _,
                    Value.Bool _,
                    Value.Whole _,
                    Value.Complex _,
                    Value.Text _,
                    Value.Items _,
                    Value.Entries _,
                    Value.Fields _,
                    Value.Moment _ ->
                    throw new FunctionFailure("can't convert " + value.type() + " to float");
        };
    }

    private static boolean isPlain(Value.Whole whole) {
        return whole.type() == Type.INT || whole.type() == Type.INT64;
    }

    private static double parse(String text) {
        try {
            return FloatText.parse(text);
        } catch (NumberFormatException e) {
            throw new FunctionFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Four digits that matter. */
    public static String digits(Budget budget, double value) {
        return Formatter.printf(budget, "%.4g", List.of(Value.of(value)));
    }

    private static String number(Budget budget, double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return digits(budget, value);
        }
        return Math.abs(value) >= 1
                ? divided(budget, value, 1000, LARGE)
                : multiplied(budget, value, "");
    }

    private static String bytes(Budget budget, double value) {
        return Math.abs(value) <= 1 || !Double.isFinite(value)
                ? digits(budget, value)
                : divided(budget, value, 1024, BINARY);
    }

    private static String divided(Budget budget, double value, int unit, List<String> prefixes) {
        double rest = value;
        var prefix = "";
        for (var next : prefixes) {
            if (Math.abs(rest) < unit) {
                break;
            }
            prefix = next;
            rest /= unit;
        }
        return digits(budget, rest) + prefix;
    }

    private static String multiplied(Budget budget, double value, String unit) {
        double rest = value;
        var prefix = "";
        for (var next : SMALL) {
            if (Math.abs(rest) >= 1) {
                break;
            }
            prefix = next;
            rest *= 1000;
        }
        return digits(budget, rest) + prefix + unit;
    }

    private static String duration(Budget budget, double value) {
        if (!Double.isFinite(value)) {
            return digits(budget, value);
        }
        if (value == 0) {
            return digits(budget, value) + "s";
        }
        if (Math.abs(value) < 1) {
            return multiplied(budget, value, "s");
        }
        var sign = value < 0 ? "-" : "";
        double size = Math.abs(value);
        long whole = (long) size;
        long seconds = whole % 60;
        long minutes = whole / 60 % 60;
        long hours = whole / 3600 % 24;
        long days = whole / 86400;
        if (days != 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + seconds + "s";
        }
        if (hours != 0) {
            return sign + hours + "h " + minutes + "m " + seconds + "s";
        }
        if (minutes != 0) {
            return sign + minutes + "m " + seconds + "s";
        }
        return sign + digits(budget, size) + "s";
    }
}
