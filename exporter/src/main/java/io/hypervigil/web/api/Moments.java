package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.Durations;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Times and durations as parameters have them: seconds, RFC 3339, or Prometheus' units. */
final class Moments {

    /** Before all samples. */
    static final long EARLIEST = -(1L << 53);

    /** After all samples. */
    static final long LATEST = 1L << 53;

    /** What clients in Go send for it; Java reads no such year. */
    private static final String GO_LATEST = "292277025-08-18T07:12:54.999999999Z";

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");

    private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

    private Moments() {}

    /**
     * A time that need not be given, in milliseconds since 1970.
     *
     * @throws ApiFailure where it is none
     */
    static long optional(Parameters parameters, String name, long byDefault) {
        var text = parameters.first(name);
        try {
            return text.isEmpty() ? byDefault : millis(text);
        } catch (IllegalArgumentException e) {
            throw ApiFailure.parameter(
                    name, "invalid time value for '" + name + "': " + e.getMessage());
        }
    }

    /** A time that must be given. */
    static long required(Parameters parameters, String name) {
        try {
            return millis(parameters.first(name));
        } catch (IllegalArgumentException e) {
            throw ApiFailure.parameter(name, String.valueOf(e.getMessage()));
        }
    }

    /** A duration that must be given. */
    static Duration duration(Parameters parameters, String name) {
        try {
            return duration(parameters.first(name));
        } catch (IllegalArgumentException e) {
            throw ApiFailure.parameter(name, String.valueOf(e.getMessage()));
        }
    }

    /**
     * @throws IllegalArgumentException with Prometheus' text
     */
    static Duration duration(String text) {
        var number = number(text);
        if (number.isPresent()) {
            double seconds = number.getAsDouble();
            if (Math.abs(seconds) > MAX_SECONDS) {
                throw new IllegalArgumentException(
                        "cannot parse "
                                + Quoted.text(text)
                                + " to a valid duration. It overflows int64");
            }
            return Duration.ofNanos((long) (seconds * 1e9));
        }
        try {
            return Duration.ofMillis(Durations.parseMillis(text));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "cannot parse " + Quoted.text(text) + " to a valid duration");
        }
    }

    private static long millis(String text) {
        var number = number(text);
        if (number.isPresent()) {
            return millis(number.getAsDouble());
        }
        if (text.equals(GO_LATEST)) {
            return LATEST;
        }
        try {
            long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
            return Math.clamp(millis, EARLIEST, LATEST);
        } catch (DateTimeParseException | ArithmeticException _) {
            throw new IllegalArgumentException(
                    "cannot parse " + Quoted.text(text) + " to a valid timestamp");
        }
    }

    /** Rounded to milliseconds in the steps in which Prometheus does it. */
    private static long millis(double seconds) {
        double whole = seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
        double fraction = seconds - whole;
        double rounded =
                Math.copySign(Math.floor(Math.abs(fraction) * 1000 + 0.5), fraction) / 1000;
        double millis = whole * 1000 + Math.floorDiv((long) (rounded * 1e9), 1_000_000L);
        return (long) Math.clamp(millis, (double) EARLIEST, (double) LATEST);
    }

    private static OptionalDouble number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isInfinite(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
