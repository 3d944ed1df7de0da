package io.hypervigil.host.textfile;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers of the text format, read and written as Prometheus' own libraries do. */
final class GoFloat {

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

    /** From these exponents on Go writes one: 1e+06, 1e-05. */
    private static final int LARGE_EXPONENT = 6;

    private static final int SMALL_EXPONENT = -4;

    private GoFloat() {}

    /** The number that a text is, or empty where it is none or too large for 64 bits. */
    static OptionalDouble parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" ->
                    OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> decimal(text);
        };
    }

    private static OptionalDouble decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * As Go's {@code %g}: the shortest digits that read back the same, {@code +Inf}, {@code NaN}.
     */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < SMALL_EXPONENT || exponent >= LARGE_EXPONENT
                ? scientific(shortest, exponent)
                : shortest.toPlainString();
    }

    private static String scientific(BigDecimal value, int exponent) {
        var digits = value.unscaledValue().abs().toString();
        var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value.signum() < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
