package io.hypervigil.libvirt.event;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.DomainEvent;
import io.hypervigil.libvirt.jna.EventKind.Change;
import io.hypervigil.libvirt.jna.EventKind.Lifecycle;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one domain.
 *
 * <p>Thread: one at a time.
 */
final class DomainTally {

    /** Labels come from libvirt: beyond this a domain gets no new series. */
    private static final int MAX_SERIES = 200;

    private static final double MILLIS = 1_000;

    private final Map<Counted, Long> counts = new LinkedHashMap<>();
    private String name;
    private @Nullable Instant goneSince;
    private @Nullable Instant lastStart;
    private @Nullable Instant lastStop;

    DomainTally(String name) {
        this.name = name;
        Counting.FROM_THE_START.forEach(each -> counts.put(each, 0L));
    }

    String name() {
        return name;
    }

    /** It is there, under this name. */
    void known(String newName) {
        name = newName;
        goneSince = null;
    }

    /** It is no longer there; the first time counts. */
    void gone(Instant now) {
        if (goneSince == null) {
            goneSince = now;
        }
    }

    boolean isGoneBefore(Instant moment) {
        return goneSince != null && goneSince.isBefore(moment);
    }

    void count(DomainEvent event, Instant now) {
        known(event.name());
        for (Counted counted : Counting.by(event.kind())) {
            if (counts.size() < MAX_SERIES || counts.containsKey(counted)) {
                counts.merge(counted, 1L, Long::sum);
            }
        }
        if (event.kind() instanceof Lifecycle(var change, var detail)) {
            note(change, detail, now);
        }
    }

    private void note(Change change, String detail, Instant now) {
        if (change == Change.STARTED) {
            lastStart = now;
        } else if (change == Change.STOPPED) {
            lastStop = now;
        } else if (change == Change.UNDEFINED && !detail.equals("Renamed")) {
            gone(now);
        }
    }

    void write(SampleSink sink) {
        counts.forEach(
                (counted, count) ->
                        sink.add(counted.family(), (double) count, counted.labelsOf(name)));
        if (lastStart != null) {
            sink.add(EventMetrics.LAST_START, seconds(lastStart), name);
        }
        if (lastStop != null) {
            sink.add(EventMetrics.LAST_STOP, seconds(lastStop), name);
        }
    }

    private static double seconds(Instant moment) {
        return (double) moment.toEpochMilli() / MILLIS;
    }
}
