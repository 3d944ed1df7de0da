package io.hypervigil.alerting.template.format;

/** The flags, the width and the precision of one verb; -1 is none. */
final class Directive {

    static final int NONE = -1;

    boolean minus;
    boolean plus;
    boolean sharp;
    boolean space;
    boolean zero;
    boolean plusV;
    boolean sharpV;
    int width = NONE;
    int precision = NONE;

    /** The text, padded to the width. */
    String pad(String text) {
        int missing = width - text.codePointCount(0, text.length());
        if (width == NONE || missing <= 0) {
            return text;
        }
        if (minus) {
            return text + " ".repeat(missing);
        }
        return (zero ? "0" : " ").repeat(missing) + text;
    }

    /** Padded, but never with zeros. */
    String padWithSpaces(String text) {
        boolean zeros = zero;
        zero = false;
        var padded = pad(text);
        zero = zeros;
        return padded;
    }

    /** At most as many characters as the precision says. */
    String truncate(String text) {
        if (precision == NONE || text.codePointCount(0, text.length()) <= precision) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, precision));
    }
}
