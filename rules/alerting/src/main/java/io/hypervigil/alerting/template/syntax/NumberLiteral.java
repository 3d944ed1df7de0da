package io.hypervigil.alerting.template.syntax;

import io.hypervigil.promql.labels.Quoted;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A number of a template: what it is as a whole number and as a floating-point one.
 *
 * @param isReal whether it is floating-point where nothing says what is wanted
 * @param complex what it is where nothing says what is wanted and it ends with {@code i}
 */
public record NumberLiteral(
        OptionalLong whole, OptionalDouble real, boolean isReal, Optional<Complex> complex) {

    /** A complex number. */
    public record Complex(double real, double imaginary) {}

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    /** A character. */
    static NumberLiteral character(int codePoint) {
        return new NumberLiteral(
                OptionalLong.of(codePoint), OptionalDouble.of(codePoint), false, Optional.empty());
    }

    /**
     * Reads one as Go does.
     *
     * @throws IllegalArgumentException where it is none, with Go's text
     */
    static NumberLiteral parse(String text) {
        if (text.startsWith("_")) {
            throw new IllegalArgumentException("illegal number syntax: " + Quoted.text(text));
        }
        if (text.endsWith("i")) {
            return of(ComplexText.parse(text));
        }
        boolean hex = text.toLowerCase(Locale.ROOT).matches("[+-]?0x.*");
        boolean isReal = hex ? text.matches(".*[pP].*") : text.matches(".*[.eEpP].*");
        if (!isReal) {
            var whole = whole(text);
            if (whole.bitLength() > Long.SIZE) {
                throw new IllegalArgumentException("integer overflow: " + Quoted.text(text));
            }
            boolean fits = whole.compareTo(MOST) <= 0 && whole.compareTo(LEAST) >= 0;
            return new NumberLiteral(
                    fits ? OptionalLong.of(whole.longValue()) : OptionalLong.empty(),
                    OptionalDouble.of(whole.doubleValue()),
                    false,
                    Optional.empty());
        }
        double real = real(text);
        return new NumberLiteral(whole(real), OptionalDouble.of(real), true, Optional.empty());
    }

    /** One without an imaginary part may stand for a number of another kind. */
    private static NumberLiteral of(Complex complex) {
        boolean isReal = complex.imaginary == 0;
        return new NumberLiteral(
                isReal ? whole(complex.real) : OptionalLong.empty(),
                isReal ? OptionalDouble.of(complex.real) : OptionalDouble.empty(),
                false,
                Optional.of(complex));
    }

    private static OptionalLong whole(double real) {
        boolean isWhole = real == Math.rint(real) && Math.abs(real) < 0x1p63;
        return isWhole ? OptionalLong.of((long) real) : OptionalLong.empty();
    }

    private static double real(String text) {
        try {
            return FloatText.parse(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("illegal number syntax: " + Quoted.text(text));
        }
    }

    private static BigInteger whole(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        var digits = (signed ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix =
                    switch (digits.charAt(1)) {
                        case 'x' -> 16;
                        case 'o' -> -8;
                        case 'b' -> 2;
                        default -> 8;
                    };
            digits = digits.substring(radix == 8 ? 1 : 2);
        }
        boolean separated = !digits.contains("__") && !digits.endsWith("_");
        if (!separated || digits.isEmpty()) {
            throw new IllegalArgumentException("illegal number syntax: " + Quoted.text(text));
        }
        try {
            var value = new BigInteger(digits.replace("_", ""), Math.abs(radix));
            return text.startsWith("-") ? value.negate() : value;
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("illegal number syntax: " + Quoted.text(text));
        }
    }
}
