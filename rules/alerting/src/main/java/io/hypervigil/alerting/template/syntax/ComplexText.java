package io.hypervigil.alerting.template.syntax;

import io.hypervigil.alerting.template.syntax.NumberLiteral.Complex;
import io.hypervigil.promql.labels.Quoted;
import java.util.Locale;

/** Complex numbers as templates write them: {@code 2i} and {@code 1.5-2i}. */
final class ComplexText {

    private ComplexText() {}

    /**
     * Reads one that ends with {@code i}.
     *
     * @throws IllegalArgumentException where it is none, with Go's text
     */
    static Complex parse(String text) {
        int sign = signBetween(text);
        var imaginary = text.substring(Math.max(0, sign), text.length() - 1);
        if (sign < 0) {
            return new Complex(0, alone(text, imaginary));
        }
        var real = text.substring(0, sign);
        if (real.endsWith("i") || imaginary.length() == 1) {
            throw new IllegalArgumentException("syntax error scanning complex number");
        }
        return new Complex(part(real), part(imaginary));
    }

    /** Where the second part begins; -1 where there is but one. */
    private static int signBetween(String text) {
        var exponent = isHexadecimal(text) ? "pP" : "eE";
        for (int i = 1; i < text.length(); i++) {
            boolean isSign = text.charAt(i) == '+' || text.charAt(i) == '-';
            if (isSign && exponent.indexOf(text.charAt(i - 1)) < 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isHexadecimal(String text) {
        return text.toLowerCase(Locale.ROOT).matches("[+-]?0x.*");
    }

    private static double alone(String text, String imaginary) {
        try {
            return FloatText.parse(imaginary);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("illegal number syntax: " + Quoted.text(text));
        }
    }

    private static double part(String text) {
        try {
            return FloatText.parse(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()));
        }
    }
}
