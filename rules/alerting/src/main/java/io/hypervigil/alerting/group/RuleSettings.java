package io.hypervigil.alerting.group;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How rules are evaluated.
 *
 * @param interval of groups that name none
 * @param queryOffset of groups that name none
 * @param resendDelay after which a firing or resolved alert is told of again
 * @param timeout of one query
 * @param maxSamples that one query may hold
 * @param externalLabels that templates see
 * @param externalUrl under which this process is reached, without a slash at its end
 * @param holdsAlerts whether alerts keep their state while the source of their data is unavailable
 */
public record RuleSettings(
        Duration interval,
        Duration queryOffset,
        Duration resendDelay,
        Duration timeout,
        long maxSamples,
        Map<String, String> externalLabels,
        String externalUrl,
        boolean holdsAlerts) {

    /** As a Prometheus without configuration has it, but that alerts are held. */
    public static final RuleSettings STANDARD =
            new RuleSettings(
                    Duration.ofMinutes(1),
                    Duration.ZERO,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    50_000_000,
                    Map.of(),
                    "",
                    true);

    public RuleSettings {
        externalLabels = Map.copyOf(externalLabels);
        if (interval.toMillis() < 1 || resendDelay.isNegative() || queryOffset.isNegative()) {
            throw new IllegalArgumentException("an interval of rules must be positive");
        }
        // Refuses what is no URL.
        var _ = URI.create(externalUrl);
    }

    /** With another interval. */
    public RuleSettings withInterval(Duration other) {
        return new RuleSettings(
                other,
                queryOffset,
                resendDelay,
                timeout,
                maxSamples,
                externalLabels,
                externalUrl,
                holdsAlerts);
    }

    /** With other external labels and another URL. */
    public RuleSettings withExternal(Map<String, String> labels, String url) {
        return new RuleSettings(
                interval, queryOffset, resendDelay, timeout, maxSamples, labels, url, holdsAlerts);
    }
}
