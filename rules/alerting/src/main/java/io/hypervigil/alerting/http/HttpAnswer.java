package io.hypervigil.alerting.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a service answered.
 *
 * @param status of HTTP
 * @param body its first 64 KiB as text
 * @param retryAfter its {@code Retry-After} as it stands
 */
public record HttpAnswer(int status, String body, Optional<String> retryAfter) {

    private static final int MOST_SHOWN = 256;

    static HttpAnswer of(int status, byte[] body, Optional<String> retryAfter) {
        return new HttpAnswer(status, new String(body, StandardCharsets.UTF_8), retryAfter);
    }

    /** Whether the service took it. */
    public boolean isGood() {
        return (status >= 200) && (status < 300);
    }

    /** Whether another attempt may succeed: time-outs, too many requests, faults of the service. */
    public boolean isWorthRetrying() {
        return (status == 408) || (status == 425) || (status == 429) || (status >= 500);
    }

    /** For how long the service asks to be left alone, in seconds or until a date; RFC 9110. */
    public Optional<Duration> retryAfter(Instant now) {
        return retryAfter.flatMap(text -> read(text.strip(), now)).filter(d -> !d.isNegative());
    }

    private static Optional<Duration> read(String text, Instant now) {
        try {
            if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                return Optional.of(
                        Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1_000)));
            }
            var date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(Duration.between(now, date));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** The status and the beginning of the body, on one line, for people. */
    public String shown() {
        var line = body.strip().replaceAll("\\s+", " ");
        var start = line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
        return start.isEmpty() ? "status " + status : "status " + status + ": " + start;
    }
}
