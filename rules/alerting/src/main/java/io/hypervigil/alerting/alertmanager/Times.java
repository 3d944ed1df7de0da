package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Moments as the API writes them: UTC with milliseconds. */
final class Times {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** What Go writes for no time at all. */
    private static final String NONE = "0001-01-01T00:00:00";

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
            return Optional.of(OffsetDateTime.parse(value.asText()).toInstant());
        } catch (DateTimeException _) {
            throw new ApiException(
                    400, name + " must be a time such as 2026-01-02T15:04:05Z: " + value.asText());
        }
    }
}
