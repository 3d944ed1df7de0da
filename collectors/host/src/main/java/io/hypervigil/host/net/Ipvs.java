package io.hypervigil.host.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The kernel's load balancer: what went through it, and what each server behind it has.
 *
 * <pre>
 * node_ipvs_connections_total 2.3765872e+07
 * node_ipvs_backend_connections_active{local_address="192.168.0.22",local_port="3306",…} 248
 * </pre>
 */
public final class Ipvs implements HostPart {

    public static final Group GROUP =
            Group.on("ipvs", "the kernel's load balancer from /proc/net/ip_vs");

    static final Family CONNECTIONS = counter("connections_total", "Connections made");
    static final Family INCOMING_PACKETS = counter("incoming_packets_total", "Packets taken in");
    static final Family OUTGOING_PACKETS = counter("outgoing_packets_total", "Packets sent out");
    static final Family INCOMING_BYTES = counter("incoming_bytes_total", "Bytes taken in");
    static final Family OUTGOING_BYTES = counter("outgoing_bytes_total", "Bytes sent out");

    /** In the order of the file's columns. */
    private static final List<Family> TOTALS =
            List.of(
                    CONNECTIONS,
                    INCOMING_PACKETS,
                    OUTGOING_PACKETS,
                    INCOMING_BYTES,
                    OUTGOING_BYTES);

    static final Family ACTIVE = backend("connections_active", "Connections in use of a server");
    static final Family INACTIVE =
            backend("connections_inactive", "Connections not in use of a server");
    static final Family WEIGHT = backend("weight", "Weight of a server");

    public static final List<Family> FAMILIES =
            List.of(
                    CONNECTIONS,
                    INCOMING_PACKETS,
                    OUTGOING_PACKETS,
                    INCOMING_BYTES,
                    OUTGOING_BYTES,
                    ACTIVE,
                    INACTIVE,
                    WEIGHT);

    private static final int HEADER_LINES = 2;

    private final FileTree proc;
    private final NetFiles files;
    private final List<Integer> labels;
    private final Family active;
    private final Family inactive;
    private final Family weight;

    public Ipvs(FileTree proc, IpvsSettings settings) {
        this.proc = proc;
        this.files = new NetFiles(proc);
        this.labels = settings.labels().stream().map(IpvsSettings.LABELS::indexOf).toList();
        this.active = ACTIVE.withLabels(settings.labels());
        this.inactive = INACTIVE.withLabels(settings.labels());
        this.weight = WEIGHT.withLabels(settings.labels());
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var totals = proc.read(files.path("ip_vs_stats"), Ipvs::parseTotals);
        for (int i = 0; i < totals.size(); i++) {
            sink.add(TOTALS.get(i), Text.toDouble(totals.get(i)));
        }
        writeBackends(proc.read(files.path("ip_vs"), IpvsBackend::parse), sink);
    }

    /** Backends that the labels do not tell apart are summed up. */
    private void writeBackends(List<IpvsBackend> backends, SampleSink sink) {
        var sums = new LinkedHashMap<List<String>, double[]>();
        for (IpvsBackend backend : backends) {
            var key = labels.stream().map(backend.labels()::get).toList();
            var sum = sums.computeIfAbsent(key, _ -> new double[3]);
            sum[0] += backend.active();
            sum[1] += backend.inactive();
            sum[2] += backend.weight();
        }
        sums.forEach(
                (key, sum) -> {
                    var labelValues = key.toArray(String[]::new);
                    sink.add(active, sum[0], labelValues);
                    sink.add(inactive, sum[1], labelValues);
                    sink.add(weight, sum[2], labelValues);
                });
    }

    /** The third line: connections, packets in and out, bytes in and out. */
    static List<Long> parseTotals(Text text) {
        for (int i = 0; i <= HEADER_LINES; i++) {
            if (!text.nextLine()) {
                throw text.malformed("ends too early");
            }
        }
        return List.of(text.hex(), text.hex(), text.hex(), text.hex(), text.hex());
    }

    private static Family counter(String name, String what) {
        return Family.counter(GROUP, "node_ipvs_" + name, what + ", from /proc/net/ip_vs_stats.");
    }

    private static Family backend(String name, String what) {
        return Family.gauge(
                GROUP, "node_ipvs_backend_" + name, what + ", from /proc/net/ip_vs.", "*");
    }
}
