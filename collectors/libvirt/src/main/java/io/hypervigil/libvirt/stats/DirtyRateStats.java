package io.hypervigil.libvirt.stats;

import static io.hypervigil.libvirt.stats.Unit.MEBIBYTES;
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
 * How fast a guest writes to its memory, as last measured: somebody has to ask for a measurement
 * ({@code virsh domdirtyrate-calc}).
 *
 * <pre>
 * libvirt_domain_dirty_rate_bytes_per_second{domain="db"} 1.048576e+07
 * libvirt_domain_dirty_rate_info{domain="db",mode="page-sampling"} 1
 * </pre>
 */
public final class DirtyRateStats {

    static final Group GROUP =
            Group.off("libvirt.dirtyrate", "how fast each domain writes to its memory");

    private static final List<Reading> OF_DOMAIN =
            List.of(
                    ofDomain(
                            "calc_status",
                            ONE,
                            "status",
                            "State of the measurement (0 not begun, 1 measuring, 2 measured)"),
                    ofDomain(
                            "calc_start_time",
                            ONE,
                            "start_seconds",
                            "When the measurement began, by the host's clock since its boot"),
                    ofDomain("calc_period", ONE, "period_seconds", "How long it measured"),
                    ofDomain(
                            "megabytes_per_second",
                            MEBIBYTES,
                            "bytes_per_second",
                            "Memory that the guest wrote to"));

    private static final Family INFO =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_dirty_rate_info",
                    "How it was measured, from libvirt's dirtyrate.calc_mode.",
                    "domain",
                    "mode");

    private static final Reading OF_VCPU =
            Reading.gauge(
                    GROUP,
                    "dirtyrate.vcpu.N.megabytes_per_second",
                    MEBIBYTES,
                    "vcpu_dirty_rate_bytes_per_second",
                    "Memory that a vCPU wrote to",
                    "domain",
                    "vcpu");

    /** The record does not say how many there are; the first that is missing ends them. */
    private static final Key VCPU = Key.of("dirtyrate.vcpu.N.megabytes_per_second");

    private static final int MOST_VCPUS = 4_096;

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.DIRTYRATE),
                    Tier.RARE,
                    Stream.concat(
                                    Stream.concat(OF_DOMAIN.stream(), Stream.of(OF_VCPU))
                                            .map(Reading::family),
                                    Stream.of(INFO))
                            .toList(),
                    DirtyRateStats::write);

    private DirtyRateStats() {}

    private static Reading ofDomain(String key, Unit unit, String name, String help) {
        return Reading.gauge(GROUP, "dirtyrate." + key, unit, "dirty_rate_" + name, help, "domain");
    }

    private static void write(StatsRecord record, SampleSink out) {
        var values = record.values();
        for (Reading reading : OF_DOMAIN) {
            reading.write(values, out, record.name());
        }
        values.text("dirtyrate.calc_mode").ifPresent(mode -> out.add(INFO, 1, record.name(), mode));
        for (int n = 0; n < MOST_VCPUS && values.number(VCPU.at(n)).isPresent(); n++) {
            OF_VCPU.writeAt(n, values, out, record.name(), Key.NUMBER.at(n));
        }
    }
}
