package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.math.BigDecimal;
import java.util.List;

/**
 * QEMU's histograms of latency. Its bins begin at a bound, ours end at one, so that the start of
 * the next is the bound of each; its last has no end. It keeps no sum, and OpenMetrics has no count
 * without one: there are buckets only, of which the last counts all.
 */
final class LatencyHistograms {

    /** Beyond, a histogram is not worth its series. */
    private static final int MOST_BINS = 64;

    private static final List<Operation> OPERATIONS =
            List.of(
                    new Operation("read"),
                    new Operation("write"),
                    new Operation("flush"),
                    new Operation("zone_append"));

    private final Family latency;

    private record Operation(String name, Key count, Key prefix) {
        Operation(String name) {
            this(
                    name,
                    Key.of("block.N.latency_histogram." + name + ".bin.count"),
                    Key.of("block.N.latency_histogram." + name + ".bin."));
        }
    }

    LatencyHistograms(Group group) {
        this.latency =
                VirtFamily.histogram(
                        group,
                        "libvirt_domain_block_latency_seconds",
                        "Requests to a disk by how long they took, from libvirt's"
                                + " block.N.latency_histogram.",
                        "domain",
                        "target_device",
                        "operation");
    }

    List<Family> families() {
        return List.of(latency);
    }

    void write(int disk, String[] labels, TypedParameters values, SampleSink out) {
        for (Operation operation : OPERATIONS) {
            int bins =
                    Math.clamp(values.whole(operation.count.at(disk)).orElse(0), 0, MOST_BINS + 1);
            if (bins > 0 && bins <= MOST_BINS) {
                write(operation, bins, operation.prefix.at(disk), labels, values, out);
            }
        }
    }

    /** All or nothing: buckets without one in between would tell something else. */
    private void write(
            Operation operation,
            int bins,
            String prefix,
            String[] labels,
            TypedParameters values,
            SampleSink out) {
        var bounds = new double[bins];
        var counts = new double[bins];
        for (int m = 0; m < bins; m++) {
            bounds[m] = Reading.known(values, prefix + m + ".start");
            counts[m] = Reading.known(values, prefix + m + ".value");
            boolean isOrdered = m == 0 ? bounds[0] >= 0 : bounds[m] > bounds[m - 1];
            if (!isOrdered || Double.isNaN(counts[m])) {
                return;
            }
        }
        double sum = 0;
        for (int m = 0; m < bins; m++) {
            sum += counts[m];
            var bound = m + 1 < bins ? bound(bounds[m + 1]) : "+Inf";
            out.addPart(latency, "_bucket", sum, labels[0], labels[1], operation.name, bound);
        }
    }

    private static String bound(double nanoseconds) {
        return BigDecimal.valueOf(Unit.NANOSECONDS.toBase(nanoseconds))
                .stripTrailingZeros()
                .toPlainString();
    }
}
