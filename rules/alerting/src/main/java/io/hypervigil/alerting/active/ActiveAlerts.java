package io.hypervigil.alerting.active;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All alerts that fire or did so lately, whoever told of them.
 *
 * <p>At most a given number: beyond it an alert that is not known yet is refused and counted, once
 * those that are well have been forgotten.
 *
 * <p>Thread: any.
 */
public final class ActiveAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveAlerts.class);

    /** As Alertmanager's. A source that tells of the end again meanwhile is understood. */
    private static final Duration KEPT_AFTER_END = Duration.ofMinutes(30);

    private final Map<Long, Alert> byFingerprint = new LinkedHashMap<>();
    private final InstantSource clock;
    private final int most;
    private long refused;
    private boolean isFull;

    /**
     * @param most how many are kept
     */
    public ActiveAlerts(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /**
     * Takes what a source tells.
     *
     * @return the alert with what was known of it before; empty where there is no room for it
     */
    public synchronized Optional<Alert> put(Alert told) {
        var known = byFingerprint.get(told.fingerprint());
        var now = clock.instant();
        if (known == null && !hasRoom(now)) {
            refused++;
            return Optional.empty();
        }
        var alert = known != null && told.overlaps(known) ? known.mergedWith(told, now) : told;
        byFingerprint.put(alert.fingerprint(), alert);
        return Optional.of(alert);
    }

    private boolean hasRoom(Instant now) {
        if (byFingerprint.size() >= most) {
            byFingerprint.values().removeIf(alert -> alert.isResolvedAt(now));
        }
        boolean wasFull = isFull;
        isFull = byFingerprint.size() >= most;
        if (isFull && !wasFull) {
            LOG.atError()
                    .addKeyValue("limit", most)
                    .log("too many alerts, further ones are refused");
        }
        return !isFull;
    }

    /** Forgets those that have been well for half an hour. */
    public synchronized void forgetEnded() {
        var oldest = clock.instant().minus(KEPT_AFTER_END);
        byFingerprint.values().removeIf(alert -> alert.isResolvedAt(oldest));
    }

    /** Those that fire now. */
    public synchronized List<Alert> firing() {
        var now = clock.instant();
        return byFingerprint.values().stream().filter(alert -> !alert.isResolvedAt(now)).toList();
    }

    /** Whether an alert fires now. */
    public boolean isFiring(Alert alert) {
        return !alert.isResolvedAt(clock.instant());
    }

    /** All that are kept. */
    public synchronized List<Alert> all() {
        return new ArrayList<>(byFingerprint.values());
    }

    /** How many are kept. */
    public synchronized int size() {
        return byFingerprint.size();
    }

    /** How often an alert was refused for want of room. */
    public synchronized long refused() {
        return refused;
    }
}
