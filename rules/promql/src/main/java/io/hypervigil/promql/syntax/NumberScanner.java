package io.hypervigil.promql.syntax;

import static io.hypervigil.promql.syntax.Characters.isDigit;
import static io.hypervigil.promql.syntax.Characters.isLetterOrDigit;

/**
 * Finds where a number or a duration ends. What it takes for a number need not be one: the reading
 * of it tells. Where it fails it stands behind the character at which it did.
 */
final class NumberScanner {

    private final QueryText text;
    private int place;
    private boolean isHexadecimal;

    NumberScanner(QueryText text, int place) {
        this.text = text;
        this.place = place;
    }

    int place() {
        return place;
    }

    /** A number: decimal, octal or hexadecimal, with dot, exponent and underscores. */
    boolean number() {
        if (accept("0") && accept("xX")) {
            isHexadecimal = true;
            accept("_");
        }
        accept(".");
        if (isNumeral()) {
            place++;
        }
        return body() && !isLetterOrDigit(text.at(place));
    }

    private boolean body() {
        boolean hasDot = false;
        boolean hasExponent = false;
        while (isNumeral() || is("._eE")) {
            if ((hasDot && accept(".")) || (hasExponent && accept("eE"))) {
                return false;
            }
            if (accept(".")) {
                hasDot = true;
                if (accept("_.") || isHexadecimal) {
                    return false;
                }
            } else if (accept("eE")) {
                hasExponent = true;
                accept("+-");
                if (!goesOn()) {
                    return false;
                }
            } else if (accept("_")) {
                if (!goesOn()) {
                    return false;
                }
            } else {
                skipNumerals();
            }
        }
        return true;
    }

    private boolean goesOn() {
        return !accept("._eE") && text.at(place) != QueryText.END;
    }

    /** The rest of a duration, behind its first digits: {@code h30m} of {@code 1h30m}. */
    boolean restOfDuration() {
        if (!unit("smhdwy")) {
            return false;
        }
        while (isDigit(text.at(place))) {
            while (isDigit(text.at(place))) {
                place++;
            }
            if (!unit("smhdw")) {
                return false;
            }
        }
        if (isLetterOrDigit(text.at(place))) {
            place++;
            return false;
        }
        return true;
    }

    /** With an s behind it for milliseconds; that {@code hs} is none is found when it is read. */
    private boolean unit(String letters) {
        if (!accept(letters)) {
            return false;
        }
        accept("s");
        return true;
    }

    private boolean isNumeral() {
        int c = text.at(place);
        return isDigit(c) || (isHexadecimal && Character.digit(c, 16) >= 0 && c < 0x80);
    }

    private void skipNumerals() {
        while (isNumeral()) {
            place++;
        }
    }

    private boolean is(String any) {
        int c = text.at(place);
        return c != QueryText.END && any.indexOf(c) >= 0;
    }

    private boolean accept(String any) {
        boolean isThere = is(any);
        place += isThere ? 1 : 0;
        return isThere;
    }
}
