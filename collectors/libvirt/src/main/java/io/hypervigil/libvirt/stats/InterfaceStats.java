package io.hypervigil.libvirt.stats;

import static io.hypervigil.libvirt.stats.Unit.ONE;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.net.InterfaceMetrics;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The network interfaces of a domain, as libvirt counts them: for those that the host's own
 * counters do not have, such as vhost-user. What the host receives from a guest, the guest sent.
 *
 * <pre>
 * libvirt_domain_interface_stats_receive_bytes_total{domain="web",target_device="vhu0"} 120482
 * </pre>
 */
public final class InterfaceStats {

    private static final Count COUNT = new Count("net.count");
    private static final Key NAME = Key.of("net.N.name");

    private static final List<Reading> READINGS =
            List.of(
                    Reading.of("net.N.rx.bytes", ONE, InterfaceMetrics.RECEIVE_BYTES),
                    Reading.of("net.N.rx.pkts", ONE, InterfaceMetrics.RECEIVE_PACKETS),
                    Reading.of("net.N.rx.errs", ONE, InterfaceMetrics.RECEIVE_ERRORS),
                    Reading.of("net.N.rx.drop", ONE, InterfaceMetrics.RECEIVE_DROPS),
                    Reading.of("net.N.tx.bytes", ONE, InterfaceMetrics.TRANSMIT_BYTES),
                    Reading.of("net.N.tx.pkts", ONE, InterfaceMetrics.TRANSMIT_PACKETS),
                    Reading.of("net.N.tx.errs", ONE, InterfaceMetrics.TRANSMIT_ERRORS),
                    Reading.of("net.N.tx.drop", ONE, InterfaceMetrics.TRANSMIT_DROPS));

    /** All interfaces that libvirt counts. */
    public static final StatsPartType TYPE = without((_, _) -> false);

    private InterfaceStats() {}

    /**
     * All but those that are counted elsewhere.
     *
     * @param isElsewhere by the UUID of the domain and the name of the interface on the host
     */
    public static StatsPartType without(BiPredicate<String, String> isElsewhere) {
        return new StatsPartType(
                InterfaceMetrics.GROUP,
                Set.of(StatsGroup.INTERFACE),
                Tier.USAGE,
                Reading.families(READINGS),
                (record, out) -> write(record, out, isElsewhere));
    }

    private static void write(
            StatsRecord record, SampleSink out, BiPredicate<String, String> isElsewhere) {
        var values = record.values();
        int count = COUNT.in(values);
        for (int n = 0; n < count; n++) {
            var device = values.text(NAME.at(n)).orElse("");
            if (!device.isEmpty() && !isElsewhere.test(record.uuid(), device)) {
                var labels = new String[] {record.name(), device};
                for (Reading reading : READINGS) {
                    reading.writeAt(n, values, out, labels);
                }
            }
        }
    }
}
