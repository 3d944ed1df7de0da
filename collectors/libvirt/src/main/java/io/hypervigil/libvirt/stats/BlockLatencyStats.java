package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.libvirt.jna.StatsGroup;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How long requests to a disk take, where its description asks for it (libvirt 11.9 and 12.1), and
 * the limits of its image.
 *
 * <pre>
 * libvirt_domain_block_latency_seconds_bucket{domain="web",target_device="vda",operation="read",le="0.001"} 1047
 * libvirt_domain_block_interval_latency_average_seconds{domain="web",target_device="vda",operation="read",interval="10"} 0.0021
 * libvirt_domain_block_limit_transfer_maximum_bytes{domain="web",target_device="vda"} 1.048576e+06
 * </pre>
 */
public final class BlockLatencyStats {

    static final Group GROUP =
            Group.on("libvirt.block_latency", "how long requests to disks take, and their limits");

    private static final LatencyHistograms HISTOGRAMS = new LatencyHistograms(GROUP);
    private static final TimedGroups TIMED = new TimedGroups(GROUP);

    private static final List<Reading> LIMITS =
            List.of(
                    bytes("request_alignment", "request_alignment", "Alignment of requests"),
                    bytes("discard_max", "discard_maximum", "Most that is discarded at once"),
                    bytes("discard_alignment", "discard_alignment", "Alignment of discards"),
                    bytes("write_zeroes_max", "write_zeroes_maximum", "Most zeroes at once"),
                    bytes("write_zeroes_alignment", "write_zeroes_alignment", "Their alignment"),
                    bytes("transfer_optimal", "transfer_optimal", "Best size of a request"),
                    bytes("transfer_max", "transfer_maximum", "Largest request"),
                    bytes("transfer_hw_max", "transfer_hardware_maximum", "Largest of the device"),
                    limit("iov_max", "vectors_maximum", "Most buffers of a request"),
                    limit("iov_hw_max", "vectors_hardware_maximum", "Most of the device"),
                    bytes(
                            "memory_alignment_minimal",
                            "memory_alignment_minimum",
                            "Least alignment" + " of buffers"),
                    bytes(
                            "memory_alignment_optimal",
                            "memory_alignment_optimal",
                            "Best alignment" + " of buffers"));

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.BLOCK),
                    Tier.BLOCK,
                    families(),
                    (record, out) ->
                            Disks.forEach(
                                    record,
                                    (n, labels) -> {
                                        HISTOGRAMS.write(n, labels, record.values(), out);
                                        TIMED.write(n, labels, record.values(), out);
                                        for (Reading limit : LIMITS) {
                                            limit.writeAt(n, record.values(), out, labels);
                                        }
                                    }));

    private BlockLatencyStats() {}

    private static List<Family> families() {
        return Stream.of(HISTOGRAMS.families(), TIMED.families(), Reading.families(LIMITS))
                .flatMap(List::stream)
                .toList();
    }

    private static Reading bytes(String key, String name, String help) {
        return limit(key, name + "_bytes", help);
    }

    private static Reading limit(String key, String name, String help) {
        return Reading.gauge(
                GROUP,
                "block.N.limits." + key,
                Unit.ONE,
                "block_limit_" + name,
                help,
                Disks.LABELS);
    }
}
