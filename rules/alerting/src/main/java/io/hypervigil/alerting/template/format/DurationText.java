package io.hypervigil.alerting.template.format;

/**
 * Durations as Go prints them: {@code 1h2m3.5s}.
 *
 * <p>Thread: any.
 */
public final class DurationText {

    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private DurationText() {}

    /** From nanoseconds. */
    public static String of(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        if (nanos == Long.MIN_VALUE) {
            return "-2562047h47m16.854775808s";
        }
        long size = Math.abs(nanos);
        var sign = nanos < 0 ? "-" : "";
        if (size < MICROSECOND) {
            return sign + size + "ns";
        }
        if (size < MILLISECOND) {
            return sign + decimal(size, MICROSECOND) + "µs";
        }
        if (size < SECOND) {
            return sign + decimal(size, MILLISECOND) + "ms";
        }
        long minutes = size / (60 * SECOND);
        var seconds = decimal(size % (60 * SECOND), SECOND) + "s";
        if (minutes == 0) {
            return sign + seconds;
        }
        long hours = minutes / 60;
        return sign + (hours == 0 ? "" : hours + "h") + minutes % 60 + "m" + seconds;
    }

    private static String decimal(long value, long unit) {
        var whole = Long.toString(value / unit);
        var fraction = Long.toString(unit + value % unit).substring(1);
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? whole : whole + "." + fraction.substring(0, end);
    }
}
