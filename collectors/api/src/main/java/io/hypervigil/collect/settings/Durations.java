package io.hypervigil.collect.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Time spans as Prometheus writes them: {@code 1h30m}, {@code 15s}, {@code 250ms}. */
public final class Durations {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(\\d{1,9})y)?(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?"
                            + "(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private static final long[] UNIT_MILLIS = {
        365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
    };

    private static final String[] UNIT_NAMES = {"y", "w", "d", "h", "m", "s", "ms"};

    private Durations() {}

    /** The span that a text means, or empty where it is none; {@code 0} is taken. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        var matcher = FORM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        long millis = 0;
        try {
            for (int unit = 0; unit < UNIT_MILLIS.length; unit++) {
                var digits = matcher.group(unit + 1);
                if (digits != null) {
                    millis =
                            Math.addExact(
                                    millis,
                                    Math.multiplyExact(Long.parseLong(digits), UNIT_MILLIS[unit]));
                }
            }
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(millis));
    }

    /** The shortest text that {@link #parse} takes for a span of whole milliseconds. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        var out = new StringBuilder();
        // Weeks and years stay days: people read 90d, not 12w6d.
        for (int unit = 2; unit < UNIT_MILLIS.length; unit++) {
            long count = millis / UNIT_MILLIS[unit];
            if (count > 0) {
                out.append(count).append(UNIT_NAMES[unit]);
                millis -= count * UNIT_MILLIS[unit];
            }
        }
        return out.toString();
    }
}
