package io.hypervigil.libvirt.tier;

import io.hypervigil.libvirt.jna.StatsRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest record of each domain, whichever call brought it.
 *
 * <p>A record is as old as its call's beginning: one that hung for a minute brings nothing new when
 * it comes back.
 *
 * <p>Thread: any.
 */
final class LatestRecords {

    private final Map<String, Stamped> byUuid = new ConcurrentHashMap<>();

    /**
     * @param at when the call began
     */
    record Stamped(StatsRecord record, Instant at) {}

    void put(StatsRecord record, Instant at) {
        byUuid.merge(
                record.uuid(),
                new Stamped(record, at),
                (old, fresh) -> fresh.at().isBefore(old.at()) ? old : fresh);
    }

    /** A call that began at that time brought nothing of it: it runs no more. */
    void remove(String uuid, Instant at) {
        byUuid.computeIfPresent(uuid, (_, old) -> old.at().isAfter(at) ? old : null);
    }

    /** Forgets all but these. */
    void retain(Collection<String> uuids) {
        byUuid.keySet().retainAll(uuids);
    }

    /** Those that began at that time or later, by name. */
    List<Stamped> since(Instant oldest) {
        return byUuid.values().stream()
                .filter(stamped -> !stamped.at().isBefore(oldest))
                .sorted(Comparator.comparing((Stamped stamped) -> stamped.record().name()))
                .toList();
    }
}
