package io.hypervigil.libvirt.event;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.DomainEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of a connection's domains. Counters outlive the connection, and a domain that
 * is gone by ten minutes, so that its last event is still seen.
 *
 * <p>Thread: any.
 */
public final class EventLedger {

    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Domains come from libvirt: beyond this, events of new ones are counted in total only. */
    private static final int MAX_DOMAINS = 20_000;

    private final InstantSource clock;
    private final Map<String, DomainTally> byUuid = new LinkedHashMap<>();
    private long events;
    private long dropped;

    public EventLedger(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * All domains that there are, from a listing: each has its counters from then on, and others
     * are gone.
     *
     * @param names by UUID
     */
    public synchronized void known(Map<String, String> names) {
        var now = clock.instant();
        names.forEach(
                (uuid, name) -> {
                    var tally = tally(uuid, name);
                    if (tally != null) {
                        tally.known(name);
                    }
                });
        byUuid.forEach(
                (uuid, tally) -> {
                    if (!names.containsKey(uuid)) {
                        tally.gone(now);
                    }
                });
        forget(now);
    }

    /** Counts an event. */
    public synchronized void count(DomainEvent event) {
        events++;
        var tally = tally(event.uuid(), event.name());
        if (tally != null) {
            tally.count(event, clock.instant());
        }
    }

    /** Counts an event that found no place in the queue. */
    public synchronized void dropped() {
        events++;
        dropped++;
    }

    /** Writes all counters. */
    public synchronized void write(SampleSink sink) {
        forget(clock.instant());
        sink.add(EventMetrics.EVENTS, (double) events);
        sink.add(EventMetrics.DROPPED, (double) dropped);
        byUuid.values().forEach(tally -> tally.write(sink));
    }

    /** A name has one domain: who had it before is gone, whether or not that was told. */
    private @Nullable DomainTally tally(String uuid, String name) {
        var known = byUuid.get(uuid);
        if (known != null || byUuid.size() >= MAX_DOMAINS) {
            return known;
        }
        byUuid.values().removeIf(other -> other.name().equals(name));
        var made = new DomainTally(name);
        byUuid.put(uuid, made);
        return made;
    }

    private void forget(Instant now) {
        byUuid.values().removeIf(tally -> tally.isGoneBefore(now.minus(KEPT)));
    }
}
