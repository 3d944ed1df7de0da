package io.hypervigil.libvirt.tier;

import io.hypervigil.libvirt.description.Disk;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.NetworkInterface;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What a driver without bulk statistics tells of one domain at a time, put into the records by the
 * keys of the bulk ones: libvirt's test driver has no bulk statistics but of states.
 *
 * <p>Which groups a driver lacks is learned of its first records, once for a connection. Those of a
 * driver that has a group hold a key of it always, of a domain that is busy too, so that no QEMU is
 * asked by calls that wait.
 *
 * <p>Thread: any.
 */
public final class SingleStats {

    private static final String REASON = "the driver has no bulk statistics of them";

    /** How the keys of a group begin. */
    private static final Map<StatsGroup, String> PREFIXES =
            new EnumMap<>(
                    Map.of(
                            StatsGroup.CPU_TOTAL, "cpu.",
                            StatsGroup.BALLOON, "balloon.",
                            StatsGroup.VCPU, "vcpu.",
                            StatsGroup.INTERFACE, "net.",
                            StatsGroup.BLOCK, "block."));

    /** What one call tells. */
    private static final List<StatsGroup> LOAD =
            List.of(StatsGroup.CPU_TOTAL, StatsGroup.BALLOON, StatsGroup.VCPU);

    /** What no single call tells either. */
    private static final Map<StatsGroup, String> UNTOLD =
            Map.of(
                    StatsGroup.CPU_TOTAL, "CPU time by mode",
                    StatsGroup.BALLOON, "memory as guests see it",
                    StatsGroup.VCPU, "what each vCPU does",
                    StatsGroup.BLOCK, "times, flushes and sizes of disks");

    private final Function<String, Optional<DomainDescription>> descriptions;
    private final Map<StatsGroup, Boolean> has = new ConcurrentHashMap<>();
    private final Map<StatsGroup, String> refused = new ConcurrentHashMap<>();

    /**
     * @param descriptions of domains by UUID, as they are known; any thread
     */
    public SingleStats(Function<String, Optional<DomainDescription>> descriptions) {
        this.descriptions = descriptions;
    }

    /** The records of one call, with what the driver lacks of these groups. */
    List<StatsRecord> completed(
            VirtConnection connection, List<StatsRecord> records, Set<StatsGroup> groups)
            throws VirtException {
        learn(records, groups);
        if (records.isEmpty() || PREFIXES.keySet().stream().noneMatch(g -> isTold(g, groups))) {
            return records;
        }
        var byUuid = new LinkedHashMap<String, StatsRecord>();
        records.forEach(record -> byUuid.put(record.uuid(), record));
        connection.each(
                List.copyOf(byUuid.keySet()),
                domain ->
                        byUuid.computeIfPresent(
                                domain.uuid(), (_, record) -> completed(domain, record, groups)));
        return List.copyOf(byUuid.values());
    }

    /** What of these groups cannot be had, and why. */
    Map<String, String> missing(Set<StatsGroup> groups) {
        var missing = new TreeMap<String, String>();
        boolean isBare = lacks(StatsGroup.VCPU) && lacks(StatsGroup.BALLOON);
        for (StatsGroup group : groups) {
            var whole = "statistics of " + group.name().toLowerCase(Locale.ROOT);
            if (refused.containsKey(group)) {
                missing.put(whole, refused.getOrDefault(group, REASON));
            } else if (UNTOLD.containsKey(group) && lacks(group)) {
                missing.put(UNTOLD.getOrDefault(group, whole), REASON);
            } else if (isBare && !PREFIXES.containsKey(group) && group != StatsGroup.STATE) {
                missing.put(whole, REASON);
            }
        }
        return missing;
    }

    /** The next connection may be to another daemon. */
    public void forget() {
        has.clear();
        refused.clear();
    }

    private void learn(List<StatsRecord> records, Set<StatsGroup> groups) {
        for (StatsGroup group : groups) {
            var prefix = PREFIXES.get(group);
            if (prefix != null && !records.isEmpty() && !has.containsKey(group)) {
                has.put(
                        group,
                        records.stream()
                                .flatMap(record -> record.values().names().stream())
                                .anyMatch(name -> name.startsWith(prefix)));
            }
        }
    }

    private boolean lacks(StatsGroup group) {
        return Boolean.FALSE.equals(has.get(group));
    }

    private boolean isTold(StatsGroup group, Set<StatsGroup> groups) {
        return groups.contains(group) && lacks(group);
    }

    private StatsRecord completed(VirtDomain domain, StatsRecord record, Set<StatsGroup> groups) {
        var values = new HashMap<String, Object>();
        var description = descriptions.apply(record.uuid());
        var load = LOAD.stream().filter(group -> isTold(group, groups)).toList();
        if (!load.isEmpty()) {
            var all = asked(load.getFirst(), domain::load);
            load.forEach(group -> putThoseOf(group, all, values));
        }
        if (isTold(StatsGroup.BLOCK, groups)) {
            tellEach(StatsGroup.BLOCK, targets(description), domain::blockCounts, values);
        }
        if (isTold(StatsGroup.INTERFACE, groups)) {
            tellEach(StatsGroup.INTERFACE, devices(description), domain::interfaceCounts, values);
        }
        return new StatsRecord(
                record.name(), record.uuid(), record.id(), record.values().with(values));
    }

    private static void putThoseOf(
            StatsGroup group, Map<String, Long> all, Map<String, Object> values) {
        var prefix = PREFIXES.getOrDefault(group, "");
        all.forEach(
                (key, value) -> {
                    if (key.startsWith(prefix)) {
                        values.put(key, value);
                    }
                });
    }

    private static List<String> targets(Optional<DomainDescription> description) {
        return description.stream()
                .flatMap(each -> each.disks().stream())
                .filter(disk -> disk.source().isPresent())
                .map(Disk::target)
                .toList();
    }

    private static List<String> devices(Optional<DomainDescription> description) {
        return description.stream()
                .flatMap(each -> each.interfaces().stream())
                .map(NetworkInterface::target)
                .flatMap(Optional::stream)
                .toList();
    }

    private void tellEach(
            StatsGroup group, List<String> names, OfPart call, Map<String, Object> values) {
        var prefix = PREFIXES.getOrDefault(group, "");
        values.put(prefix + "count", (long) names.size());
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var start = prefix + i + ".";
            values.put(start + "name", name);
            asked(group, () -> call.counts(name))
                    .forEach((key, value) -> values.put(start + key, value));
        }
    }

    /** Asks for the counts of one disk or interface. */
    @FunctionalInterface
    private interface OfPart {
        Map<String, Long> counts(String name) throws VirtException;
    }

    /** Asks a domain. */
    @FunctionalInterface
    private interface Asking {
        Map<String, Long> ask() throws VirtException;
    }

    /** What a driver cannot tell is missing; a domain, a disk that has just gone tells nothing. */
    private Map<String, Long> asked(StatsGroup group, Asking asking) {
        try {
            return asking.ask();
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_SUPPORT) {
                refused.put(group, String.valueOf(e.getMessage()));
            }
            return Map.of();
        }
    }
}
