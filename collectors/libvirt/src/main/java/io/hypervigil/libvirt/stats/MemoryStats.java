package io.hypervigil.libvirt.stats;

import static io.hypervigil.libvirt.stats.Unit.KIBIBYTES;
import static io.hypervigil.libvirt.stats.Unit.ONE;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The memory of a domain: what it has and may have, what of it the guest uses (told by its balloon
 * driver, and only as often as the balloon's period has it), and what its process holds.
 *
 * <pre>
 * libvirt_domain_memory_stats_current_balloon_bytes{domain="web"} 4.294967296e+09
 * libvirt_domain_memory_stats_usable_bytes{domain="web"} 3.1719424e+09
 * libvirt_domain_memory_stats_used_percent{domain="web"} 23.4
 * </pre>
 */
public final class MemoryStats {

    static final Group GROUP = Group.on("libvirt.memory", "the memory of each domain");

    private static final List<Reading> READINGS =
            List.of(
                    bytes("current", "current_balloon_bytes", "Memory that a domain has"),
                    bytes("maximum", "maximum_bytes", "Memory that a domain can have"),
                    info("current", "memory_usage_bytes", "Memory that a domain has"),
                    info("maximum", "maximum_memory_bytes", "Memory that a domain can have"),
                    bytes("swap_in", "swap_in_bytes", "What the guest read from swap"),
                    bytes("swap_out", "swap_out_bytes", "What the guest wrote to swap"),
                    bytes("unused", "unused_bytes", "Memory that the guest left unused"),
                    bytes("available", "available_bytes", "Memory as the guest sees it"),
                    bytes(
                            "usable",
                            "usable_bytes",
                            "Memory that the guest can use without swapping"),
                    bytes("rss", "rss_bytes", "Memory that the process of a domain holds"),
                    bytes(
                            "disk_caches",
                            "disk_caches_bytes",
                            "Memory of the guest that caches files"),
                    count(
                            "major_fault",
                            "major_fault_total",
                            "Page faults of the guest that needed a disk"),
                    count("minor_fault", "minor_fault_total", "Page faults that did not"),
                    count(
                            "hugetlb_pgalloc",
                            "hugetlb_pgalloc_total",
                            "Huge pages that the guest got"),
                    count(
                            "hugetlb_pgfail",
                            "hugetlb_pgfail_total",
                            "Huge pages that the guest did not get"));

    /** 0 stands for never: it is left out. */
    private static final Reading LAST_UPDATE =
            Reading.gauge(
                    GROUP,
                    "balloon.last-update",
                    ONE,
                    "memory_stats_last_update_timestamp_seconds",
                    "When the guest last told of its memory",
                    "domain");

    /** A percentage, against our rule: its name is inovex'. */
    private static final Family USED =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_memory_stats_used_percent",
                    "Share of the guest's memory that is not usable, from libvirt's"
                            + " balloon.available and balloon.usable.",
                    "domain");

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.BALLOON),
                    Tier.USAGE,
                    Stream.concat(
                                    Stream.concat(READINGS.stream(), Stream.of(LAST_UPDATE))
                                            .map(Reading::family),
                                    Stream.of(USED))
                            .toList(),
                    MemoryStats::write);

    private MemoryStats() {}

    private static Reading bytes(String key, String name, String help) {
        return Reading.gauge(
                GROUP, "balloon." + key, KIBIBYTES, "memory_stats_" + name, help, "domain");
    }

    private static Reading info(String key, String name, String help) {
        return Reading.gauge(GROUP, "balloon." + key, KIBIBYTES, "info_" + name, help, "domain");
    }

    private static Reading count(String key, String name, String help) {
        return Reading.counter(
                GROUP, "balloon." + key, ONE, "memory_stats_" + name, help, "domain");
    }

    private static void write(StatsRecord record, SampleSink out) {
        var values = record.values();
        var labels = new String[] {record.name()};
        for (Reading reading : READINGS) {
            reading.write(values, out, labels);
        }
        if (Reading.known(values, "balloon.last-update") > 0) {
            LAST_UPDATE.write(values, out, labels);
        }
        double available = Reading.known(values, "balloon.available");
        double usable = Reading.known(values, "balloon.usable");
        if (available > 0 && usable <= available) {
            out.add(USED, (available - usable) / available * 100, labels);
        }
    }
}
