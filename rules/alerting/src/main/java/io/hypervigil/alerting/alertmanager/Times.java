package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Moments as the API writes them, UTC with milliseconds, and as Alertmanager reads them: <a
 * href="https://pkg.go.dev/github.com/go-openapi/strfmt#pkg-variables">without a zone, without
 * seconds, without a time of day too</a>; those are of UTC.
 */
final class Times {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** What Go writes for no time at all. */
    private static final String NONE = "0001-01-01T00:00:00";

    private static final Pattern WITH_ZONE =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?)"
                            + "(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern WITHOUT_COLON =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.(?:\\d{3}|\\d{6}))"
                            + "([+-]\\d{2})(\\d{2})");
    private static final Pattern LOCAL =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?)");
    private static final Pattern MINUTES =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2})Z?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Times() {}

    static String text(Instant moment) {
        return MILLIS.format(moment);
    }

    /**
     * A field of a request.
     *
     * @return empty where it is absent, or Go's zero
     */
    static Optional<Instant> field(JsonNode node, String name) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull() || value.asText().isEmpty()) {
            return Optional.empty();
        }
        if (value.asText().startsWith(NONE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(whole(value.asText())).toInstant());
        } catch (DateTimeException _) {
            throw new ApiException(
                    400, name + " must be a time such as 2026-01-02T15:04:05Z: " + value.asText());
        }
    }

    /** The same moment with a time of day and a zone. */
    private static String whole(String text) {
        var withZone = WITH_ZONE.matcher(text);
        if (withZone.matches()) {
            return text.replace(',', '.');
        }
        var withoutColon = WITHOUT_COLON.matcher(text);
        if (withoutColon.matches()) {
            return withoutColon.replaceFirst("$1$2:$3");
        }
        var local = LOCAL.matcher(text);
        if (local.matches()) {
            return local.replaceFirst("$1T$2Z").replace(',', '.');
        }
        var minutes = MINUTES.matcher(text);
        if (minutes.matches()) {
            return minutes.replaceFirst("$1:00Z");
        }
        if (DAY.matcher(text).matches()) {
            return text + "T00:00:00Z";
        }
        throw new DateTimeException("no form that is known");
    }
}
