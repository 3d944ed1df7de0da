package io.hypervigil.alerting.template.format;

import java.util.List;
import java.util.Optional;

/** Cuts a layout of Go's time into what stands for itself and what stands for a part of a time. */
final class LayoutScanner {

    /** Longer ones before their beginnings. */
    private static final List<String> PARTS =
            List.of(
                    "January",
                    "Jan",
                    "Monday",
                    "Mon",
                    "MST",
                    "2006",
                    "__2",
                    "_2",
                    "002",
                    "01",
                    "02",
                    "03",
                    "04",
                    "05",
                    "06",
                    "15",
                    "PM",
                    "pm",
                    "-070000",
                    "-07:00:00",
                    "-0700",
                    "-07:00",
                    "-07",
                    "Z070000",
                    "Z07:00:00",
                    "Z0700",
                    "Z07:00",
                    "Z07",
                    "1",
                    "2",
                    "3",
                    "4",
                    "5");

    private final String layout;
    private int at;
    private String literal = "";
    private Optional<String> part = Optional.empty();

    LayoutScanner(String layout) {
        this.layout = layout;
    }

    String literal() {
        return literal;
    }

    Optional<String> part() {
        return part;
    }

    /** Goes to the next part; false after the last. */
    boolean next() {
        if (at >= layout.length()) {
            return false;
        }
        int start = at;
        for (; at < layout.length(); at++) {
            var found = partHere();
            if (found.isPresent()) {
                literal = layout.substring(start, at);
                part = found;
                at += found.get().length();
                return true;
            }
        }
        literal = layout.substring(start);
        part = Optional.empty();
        return true;
    }

    private Optional<String> partHere() {
        var fraction = fraction();
        if (fraction.isPresent()) {
            return fraction;
        }
        return PARTS.stream()
                .filter(part -> layout.startsWith(part, at) && !isOther(part))
                .findFirst();
    }

    /** {@code Jan} within a word in lower case is that word's; {@code _2006} is a year. */
    private boolean isOther(String part) {
        int end = at + part.length();
        boolean word = part.equals("Jan") || part.equals("Mon");
        if (word && end < layout.length() && Character.isLowerCase(layout.charAt(end))) {
            return true;
        }
        return part.equals("_2") && layout.startsWith("_2006", at);
    }

    /** {@code .000}, {@code ,000}, {@code .999}: a fraction of a second. */
    private Optional<String> fraction() {
        char first = layout.charAt(at);
        if ((first != '.' && first != ',') || at + 1 >= layout.length()) {
            return Optional.empty();
        }
        char digit = layout.charAt(at + 1);
        if (digit != '0' && digit != '9') {
            return Optional.empty();
        }
        int end = at + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean goesOn = end < layout.length() && Character.isDigit(layout.charAt(end));
        return goesOn ? Optional.empty() : Optional.of(layout.substring(at, end));
    }
}
