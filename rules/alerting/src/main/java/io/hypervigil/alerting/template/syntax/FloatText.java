package io.hypervigil.alerting.template.syntax;

import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.number.Numbers;
import java.util.regex.Pattern;

/**
 * Floating-point numbers as Go's {@code ParseFloat} reads them: of no base but 10, and 16 with an
 * exponent; zeros in front mean nothing.
 */
public final class FloatText {

    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?0[xX](?:_?[0-9a-fA-F])+(?:\\.[0-9a-fA-F]*)?[pP][+-]?[0-9]{1,9}");
    private static final Pattern OTHER_BASE = Pattern.compile("[+-]?0[xXbBoO]");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^([+-]?)0+(?=[0-9])");

    private FloatText() {}

    /**
     * Reads one.
     *
     * @throws NumberFormatException where it is none or too large, with Go's text
     */
    public static double parse(String text) {
        if (HEXADECIMAL.matcher(text).matches()) {
            return hexadecimal(text);
        }
        if (OTHER_BASE.matcher(text).lookingAt()) {
            throw error(text, "invalid syntax");
        }
        return Numbers.parse(LEADING_ZEROS.matcher(text).replaceFirst("$1"));
    }

    private static double hexadecimal(String text) {
        double value = Double.parseDouble(text.replace("_", ""));
        if (Double.isInfinite(value)) {
            throw error(text, "value out of range");
        }
        return value;
    }

    private static NumberFormatException error(String text, String reason) {
        return new NumberFormatException(
                "strconv.ParseFloat: parsing " + Quoted.text(text) + ": " + reason);
    }
}
