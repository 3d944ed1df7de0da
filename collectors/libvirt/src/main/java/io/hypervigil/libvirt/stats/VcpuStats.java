package io.hypervigil.libvirt.stats;

import static io.hypervigil.libvirt.stats.Reading.counter;
import static io.hypervigil.libvirt.stats.Reading.gauge;
import static io.hypervigil.libvirt.stats.Unit.NANOSECONDS;
import static io.hypervigil.libvirt.stats.Unit.ONE;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The vCPUs of a domain: how many, and what each does. Times are in nanoseconds, whatever virsh's
 * manual says. What the host scheduler takes from a vCPU, the guest sees as stolen.
 *
 * <pre>
 * libvirt_domain_vcpu_current{domain="web"} 4
 * libvirt_domain_vcpu_time_seconds_total{domain="web",vcpu="0"} 2071.3
 * libvirt_domain_vcpu_delay_seconds_total{domain="web",vcpu="0"} 4.02
 * </pre>
 */
public final class VcpuStats {

    static final Group GROUP = Group.on("libvirt.vcpu", "the vCPUs of each domain");

    private static final Count CURRENT = new Count("vcpu.current");
    private static final Count MAXIMUM = new Count("vcpu.maximum");

    private static final List<Reading> OF_DOMAIN =
            List.of(
                    ofDomain("vcpu.current", "vcpu_current", "vCPUs that are online"),
                    ofDomain("vcpu.maximum", "vcpu_maximum", "vCPUs that can be online"),
                    ofDomain("vcpu.current", "info_virtual_cpus", "Number of vCPUs of a domain"));

    private static final List<Reading> OF_VCPU =
            List.of(
                    ofVcpu("state", "state", "State of a vCPU (0 offline, 1 running, 2 blocked)"),
                    seconds("time", "time", "CPU time of a vCPU"),
                    seconds(
                            "wait",
                            "wait",
                            "Time that a vCPU waited, where the host keeps statistics of its scheduler"),
                    seconds(
                            "delay",
                            "delay",
                            "Time that a vCPU could have run, had the host let it: stolen from the"
                                    + " guest"),
                    ofVcpu("halted", "halted", "Whether a vCPU is halted"));

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.VCPU),
                    Tier.USAGE,
                    Reading.families(Stream.concat(OF_DOMAIN.stream(), OF_VCPU.stream()).toList()),
                    VcpuStats::write);

    private VcpuStats() {}

    private static Reading ofDomain(String key, String name, String help) {
        return gauge(GROUP, key, ONE, name, help, "domain");
    }

    private static Reading ofVcpu(String key, String name, String help) {
        return gauge(GROUP, "vcpu.N." + key, ONE, "vcpu_" + name, help, "domain", "vcpu");
    }

    private static Reading seconds(String key, String name, String help) {
        return counter(
                GROUP,
                "vcpu.N." + key,
                NANOSECONDS,
                "vcpu_" + name + "_seconds_total",
                help,
                "domain",
                "vcpu");
    }

    private static void write(StatsRecord record, SampleSink out) {
        var values = record.values();
        var domain = new String[] {record.name()};
        for (Reading reading : OF_DOMAIN) {
            reading.write(values, out, domain);
        }
        // Those that are offline leave holes in the numbers.
        int count = Math.max(CURRENT.in(values), MAXIMUM.in(values));
        for (int n = 0; n < count; n++) {
            var labels = new String[] {record.name(), Key.NUMBER.at(n)};
            for (Reading reading : OF_VCPU) {
                reading.writeAt(n, values, out, labels);
            }
        }
    }
}
