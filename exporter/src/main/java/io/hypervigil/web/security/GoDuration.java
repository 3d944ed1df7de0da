package io.hypervigil.web.security;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Time spans as Go's time.ParseDuration reads them: {@code 1m30s}, {@code 1.5h}, {@code 250us}. */
final class GoDuration {

    private static final Pattern PART =
            Pattern.compile("(\\d{0,18}(?:\\.\\d{0,18})?)(ns|us|µs|μs|ms|s|m|h)");

    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");

    private static final Map<String, Long> NANOS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "µs", 1_000L,
                    "μs", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** The span that a text means, or empty where it is none, negative, or above 292 years. */
    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        var nanos = BigDecimal.ZERO;
        for (var part = PART.matcher(text); part.find(); ) {
            var number = part.group(1);
            if (number.isEmpty() || number.equals(".")) {
                return Optional.empty();
            }
            var unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
            nanos = nanos.add(new BigDecimal(number).multiply(unit));
        }
        nanos = nanos.setScale(0, RoundingMode.DOWN);
        return nanos.unscaledValue().bitLength() > 63
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.longValueExact()));
    }
}
