package io.hypervigil.promql.labels;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large the automaton of a regular expression would be, found without building it: the library
 * has no bounds, and {@code (x{1000}){1000}} would take all memory, a thousand nested groups all of
 * the stack.
 *
 * <p>It reads only what makes an expression large, and leaves its grammar to the library.
 */
final class RegexCost {

    /** On a stack of 512 kB the library manages 500. */
    private static final int MAX_DEPTH = 200;

    /** A state takes some 50 bytes. */
    private static final long MAX_STATES = 100_000;

    /** A class like {@code \pL} holds hundreds of ranges. */
    private static final int UNICODE_CLASS_STATES = 100;

    private final String regex;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long states;
    private long last;
    private int place;

    private RegexCost(String regex) {
        this.regex = regex;
    }

    /**
     * An upper bound of the number of states.
     *
     * @throws IllegalArgumentException for an expression that is too large, with Go's reason
     */
    static int of(String regex) {
        return new RegexCost(regex).states();
    }

    private int states() {
        while (place < regex.length()) {
            switch (regex.charAt(place++)) {
                case '\\' -> escape();
                case '[' -> bracketed();
                case '(' -> open();
                case ')' -> close();
                case '{' -> repeat();
                default -> atom(1);
            }
            if (states > MAX_STATES) {
                throw refused("expression too large");
            }
        }
        return (int) states;
    }

    private void atom(int size) {
        last = size;
        states += size;
    }

    private void escape() {
        if (place >= regex.length()) {
            return;
        }
        char c = regex.charAt(place++);
        if (c == 'Q') {
            int end = regex.indexOf("\\E", place);
            int next = end < 0 ? regex.length() : end;
            atom(next - place);
            last = 1;
            place = next;
        } else {
            atom(c == 'p' || c == 'P' ? UNICODE_CLASS_STATES : 1);
        }
    }

    private void bracketed() {
        int size = 1;
        int from = place;
        place += regex.startsWith("^", place) ? 1 : 0;
        // A bracket that comes first is one of the characters.
        place += regex.startsWith("]", place) ? 1 : 0;
        while (place < regex.length() && regex.charAt(place) != ']') {
            if (regex.startsWith("[:", place)) {
                int end = regex.indexOf(":]", place);
                place = end < 0 ? place + 1 : end + 1;
            } else if (regex.charAt(place) == '\\') {
                boolean isUnicode =
                        regex.startsWith("p", place + 1) || regex.startsWith("P", place + 1);
                size += isUnicode ? UNICODE_CLASS_STATES : 0;
                place++;
            }
            place++;
        }
        place++;
        atom(size + (place - from) / 10);
    }

    private void open() {
        outer.push(states);
        states = 0;
        last = 0;
        if (outer.size() > MAX_DEPTH) {
            throw refused("expression nests too deeply");
        }
    }

    private void close() {
        if (!outer.isEmpty()) {
            last = states + 1;
            states = outer.pop() + last;
        }
    }

    private void repeat() {
        int end = regex.indexOf('}', place);
        if (end < 0) {
            return;
        }
        long most = 0;
        for (var bound : regex.substring(place, end).split(",", -1)) {
            boolean isNumber = !bound.isEmpty() && bound.length() <= 4;
            if (!isNumber || !bound.chars().allMatch(c -> c >= '0' && c <= '9')) {
                continue;
            }
            most = Math.max(most, Integer.parseInt(bound));
        }
        if (most > 1) {
            long more = last * (most - 1);
            states += more;
            last += more;
        }
        place = end + 1;
    }

    private IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException(
                "error parsing regexp: " + reason + ": `" + regex + "`");
    }
}
