package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.value.PositionRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Gathers where the buckets of classic histograms had to be made to grow, and says so once for each
 * metric.
 *
 * <p>Thread: confined.
 */
final class ForcedMonotonicity {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendLiteral('Z')
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final class Found {
        private double minBound = Double.POSITIVE_INFINITY;
        private double maxBound = Double.NEGATIVE_INFINITY;
        private double maxDifference;
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis = Long.MIN_VALUE;
        private int count;
    }

    private final Map<String, Found> byMetric = new LinkedHashMap<>();

    /** Notes one. */
    void add(String metric, long millis, double minBound, double maxBound, double maxDifference) {
        var found = byMetric.computeIfAbsent(metric, _ -> new Found());
        found.minBound = Math.min(found.minBound, minBound);
        found.maxBound = Math.max(found.maxBound, maxBound);
        found.maxDifference = Math.max(found.maxDifference, maxDifference);
        found.firstMillis = Math.min(found.firstMillis, millis);
        found.lastMillis = Math.max(found.lastMillis, millis);
        found.count++;
    }

    /** Makes annotations of what was noted. */
    void annotate(Frame frame, PositionRange position) {
        byMetric.forEach(
                (metric, found) -> frame.annotations().info(text(metric, found), position));
    }

    private static String text(String metric, Found found) {
        return "input to histogram_quantile needed to be fixed for monotonicity (see"
                + " https://prometheus.io/docs/prometheus/latest/querying/functions/"
                + "#histogram_quantile)"
                + metric
                + ", from buckets "
                + Numbers.shortest(found.minBound)
                + " to "
                + Numbers.shortest(found.maxBound)
                + ", with a max diff of "
                + twoDigits(found.maxDifference)
                + ", over "
                + found.count
                + " samples from "
                + TIME.format(Instant.ofEpochMilli(found.firstMillis))
                + " to "
                + TIME.format(Instant.ofEpochMilli(found.lastMillis));
    }

    /** As Go's {@code %.2g} has it. */
    private static String twoDigits(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return Numbers.shortest(value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(2));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent >= -4 && exponent < 2
                ? Numbers.plain(rounded.doubleValue())
                : String.format(Locale.ROOT, "%.1e", rounded).replace(".0e", "e");
    }
}
