package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Quoted;
import java.util.List;

/**
 * Lengths of time as texts, the way that Prometheus reads and writes them: {@code 1d2h}, {@code
 * 500ms}; a year has 365 days.
 *
 * <p>Thread: any.
 */
public final class Durations {

    private record Unit(String name, long millis) {}

    /** The longest first, which is the order in which they are written. */
    private static final List<Unit> UNITS =
            List.of(
                    new Unit("y", 365L * 24 * 60 * 60 * 1000),
                    new Unit("w", 7L * 24 * 60 * 60 * 1000),
                    new Unit("d", 24L * 60 * 60 * 1000),
                    new Unit("h", 60L * 60 * 1000),
                    new Unit("m", 60L * 1000),
                    new Unit("s", 1000),
                    new Unit("ms", 1));

    /** Prometheus counts nanoseconds in 64 bits. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

    private Durations() {}

    /**
     * Reads a length of time: whole numbers with units, the longest first.
     *
     * @return in milliseconds, not negative
     * @throws IllegalArgumentException with Prometheus' text
     */
    public static long parseMillis(String text) {
        if (text.equals("0")) {
            return 0;
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty duration string");
        }
        long millis = 0;
        int next = 0;
        for (int at = 0; at < text.length(); ) {
            int digits = at;
            at = skip(text, at, true);
            int letters = at;
            at = skip(text, at, false);
            if (letters == digits || at == letters) {
                throw invalid(text);
            }
            int unit = unit(text.substring(letters, at), text);
            if (unit < next) {
                throw invalid(text);
            }
            next = unit + 1;
            millis += times(text.substring(digits, letters), UNITS.get(unit).millis(), text);
            if (millis > MAX_MILLIS) {
                throw tooLong();
            }
        }
        return millis;
    }

    private static int skip(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && Characters.isDigit(text.charAt(at)) == digits) {
            at++;
        }
        return at;
    }

    private static int unit(String name, String text) {
        for (int i = 0; i < UNITS.size(); i++) {
            if (UNITS.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "unknown unit " + Quoted.text(name) + " in duration " + Quoted.text(text));
    }

    private static long times(String digits, long millis, String text) {
        long count;
        try {
            count = Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw invalid(text);
        }
        if (count > MAX_MILLIS / millis) {
            throw tooLong();
        }
        return count * millis;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("not a valid duration string: " + Quoted.text(text));
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("duration out of range");
    }

    /** Writes a length of time; years and weeks only where nothing remains. */
    public static String write(long millis) {
        if (millis == 0) {
            return "0s";
        }
        var text = new StringBuilder();
        long rest = Math.abs(millis);
        for (var unit : UNITS) {
            boolean isExactOnly = unit.name().equals("y") || unit.name().equals("w");
            long count = rest / unit.millis();
            if (count > 0 && !(isExactOnly && rest % unit.millis() != 0)) {
                text.append(count).append(unit.name());
                rest -= count * unit.millis();
            }
        }
        return millis < 0 ? "-" + text : text.toString();
    }
}
