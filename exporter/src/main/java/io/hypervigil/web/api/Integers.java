package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Quoted;
import java.util.regex.Pattern;

/** Whole numbers as Go reads them, with its errors. */
final class Integers {

    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");

    private Integers() {}

    /**
     * @throws NumberFormatException with Go's text
     */
    static int parse(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw refused("Atoi", text, "invalid syntax");
        }
        try {
            // What a client takes for any number is none that we ever reach.
            return Math.clamp(Long.parseLong(text), Integer.MIN_VALUE, Integer.MAX_VALUE);
        } catch (NumberFormatException _) {
            throw refused("Atoi", text, "value out of range");
        }
    }

    static NumberFormatException refused(String function, String text, String reason) {
        return new NumberFormatException(
                "strconv." + function + ": parsing " + Quoted.text(text) + ": " + reason);
    }
}
