package io.hypervigil.promql.number;

import io.hypervigil.promql.labels.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/**
 * Numbers as texts, the way that Prometheus reads and writes them.
 *
 * <p>Thread: any.
 */
public final class Numbers {

    /** The exponents between which {@link #shortest} writes a number in full. */
    private static final int MIN_PLAIN_EXPONENT = -4;

    private static final int MAX_PLAIN_EXPONENT = 5;

    private Numbers() {}

    /** All digits, no exponent, no more digits than tell it from its neighbours; {@code +Inf}. */
    public static String plain(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < 1L << 53) {
            return whole == 0 && 1 / value < 0 ? "-0" : Long.toString(whole);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** As Go prints a number that it is given no format for: {@code 1e+06}, {@code 0.5}. */
    public static String shortest(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
            return plain(value);
        }
        var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT) {
            return plain(value);
        }
        var all = digits.unscaledValue().abs().toString();
        var fraction = all.length() > 1 ? "." + all.substring(1) : "";
        int size = Math.abs(exponent);
        return (value < 0 ? "-" : "")
                + all.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (size < 10 ? "0" : "")
                + size;
    }

    /**
     * Reads a number as Go does: {@code 12}, {@code 1_000}, {@code 0x1F}, {@code 0755} (octal),
     * {@code 1.5e3}, {@code Inf}, {@code NaN}.
     *
     * @throws NumberFormatException with Go's text
     */
    public static double parse(String text) {
        var number = text.toLowerCase(Locale.ROOT);
        if (hasMisplacedUnderscore(number)) {
            throw syntax(text);
        }
        var digits = number.replace("_", "");
        return switch (digits) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> parse(text, digits);
        };
    }

    private static double parse(String text, String digits) {
        int sign = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
        var unsigned = digits.substring(sign);
        int radix = radix(unsigned);
        if (radix != 10) {
            var rest = unsigned.substring(Character.isLetter(unsigned.charAt(1)) ? 2 : 1);
            var whole = whole(rest, radix);
            if (whole >= 0) {
                return digits.startsWith("-") ? -(double) whole : (double) whole;
            }
        }
        return decimal(text, digits);
    }

    private static int radix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
        };
    }

    /** -1: it is none, or too large. */
    private static long whole(String digits, int radix) {
        if (digits.isEmpty() || digits.chars().anyMatch(c -> Character.digit(c, radix) < 0)) {
            return -1;
        }
        var value = new BigInteger(digits, radix);
        return value.bitLength() < Long.SIZE ? value.longValue() : -1;
    }

    private static double decimal(String text, String digits) {
        boolean isDecimal = digits.chars().allMatch(c -> "0123456789.e+-".indexOf(c) >= 0);
        if (!isDecimal) {
            throw syntax(text);
        }
        double value;
        try {
            value = Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw syntax(text);
        }
        if (Double.isInfinite(value)) {
            throw error(text, "value out of range");
        }
        return value;
    }

    /** Each must stand between digits, or behind the prefix of a radix. */
    private static boolean hasMisplacedUnderscore(String number) {
        boolean hasPrefix = number.startsWith("0x") || number.startsWith("0b");
        for (int i = number.indexOf('_'); i >= 0; i = number.indexOf('_', i + 1)) {
            boolean isAfter =
                    i > 0
                            && (Character.digit(number.charAt(i - 1), 16) >= 0
                                    || (hasPrefix && i == 2));
            boolean isBefore =
                    i + 1 < number.length() && Character.digit(number.charAt(i + 1), 16) >= 0;
            if (!isAfter || !isBefore) {
                return true;
            }
        }
        return false;
    }

    private static NumberFormatException syntax(String text) {
        return error(text, "invalid syntax");
    }

    private static NumberFormatException error(String text, String reason) {
        return new NumberFormatException(
                "strconv.ParseFloat: parsing " + Quoted.text(text) + ": " + reason);
    }
}
