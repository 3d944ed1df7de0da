package io.hypervigil.alerting.template.text;

import java.util.ArrayDeque;

/**
 * About how large a regular expression becomes when its repetitions are written out: the library
 * has no bound of its own.
 */
final class PatternSize {

    private static final int MOST_DEPTH = 200;
    private static final long MOST = 50_000;

    private final String regex;
    private final ArrayDeque<Long> outer = new ArrayDeque<>();
    private long size;
    private long last;

    private PatternSize(String regex) {
        this.regex = regex;
    }

    /**
     * The size.
     *
     * @throws IllegalArgumentException where it is more than we take
     */
    static long of(String regex) {
        return new PatternSize(regex).measure();
    }

    private long measure() {
        for (int at = 0; at < regex.length(); at++) {
            switch (regex.charAt(at)) {
                case '\\' -> {
                    at++;
                    // A class of Unicode holds hundreds of ranges.
                    boolean isClass = regex.startsWith("p", at) || regex.startsWith("P", at);
                    add(isClass ? 100 : 1);
                }
                case '(' -> {
                    outer.push(size);
                    size = 0;
                    add(1);
                }
                case ')' -> {
                    long inner = size;
                    size = outer.isEmpty() ? 0 : outer.pop();
                    add(inner);
                }
                case '{' -> repeat(at + 1);
                default -> add(1);
            }
            if (size > MOST || outer.size() > MOST_DEPTH) {
                throw new IllegalArgumentException(
                        "error parsing regexp: expression too large: `" + regex + "`");
            }
        }
        return size;
    }

    private void add(long more) {
        size += more;
        last = more;
    }

    private void repeat(int from) {
        long most = 0;
        long number = 0;
        for (int at = from; at < regex.length(); at++) {
            char c = regex.charAt(at);
            if (c >= '0' && c <= '9') {
                number = Math.min(MOST, number * 10 + (c - '0'));
                most = Math.max(most, number);
            } else if (c == ',') {
                number = 0;
            } else {
                break;
            }
        }
        long repeated = last * Math.max(1, most);
        size += repeated - last;
        last = repeated;
    }
}
