package io.hypervigil.host.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * What each network device received and sent.
 *
 * <pre>
 * node_network_receive_bytes_total{device="eth0"} 1.86360368e+08
 * node_network_receive_nohandler_total{device="eth0"} 0
 * node_network_transmit_drop_total{device="eth0"} 0
 * </pre>
 *
 * <p>/proc/net/dev sums the kernel's counts up as node_exporter does with those it gets over
 * netlink, so the values are the same, for one read of one file. What is not in it is read from
 * /sys/class/net.
 */
public final class Netdev implements HostPart {

    public static final Group GROUP =
            Group.on("netdev", "traffic of network devices from /proc/net/dev");

    static final Family ADDRESS_INFO =
            Family.gauge(
                    GROUP,
                    "node_network_address_info",
                    "An address of a network device.",
                    "device",
                    "address",
                    "netmask",
                    "scope");

    /** In the order of the file's columns. Open, for the alias may be a label. */
    private static final List<Family> SUMMED =
            NetDevLine.COLUMNS.stream().map(Netdev::counter).toList();

    private static final List<DetailedCount> DETAILED =
            List.of(
                    new DetailedCount("rx_bytes", "receive_bytes"),
                    new DetailedCount("rx_packets", "receive_packets"),
                    new DetailedCount("rx_errors", "receive_errors"),
                    new DetailedCount("rx_dropped", "receive_dropped"),
                    new DetailedCount("rx_length_errors", "receive_length_errors"),
                    new DetailedCount("rx_over_errors", "receive_over_errors"),
                    new DetailedCount("rx_crc_errors", "receive_crc_errors"),
                    new DetailedCount("rx_frame_errors", "receive_frame_errors"),
                    new DetailedCount("rx_fifo_errors", "receive_fifo_errors"),
                    new DetailedCount("rx_missed_errors", "receive_missed_errors"),
                    new DetailedCount("rx_compressed", "receive_compressed"),
                    new DetailedCount("rx_nohandler", "receive_nohandler"),
                    new DetailedCount("tx_bytes", "transmit_bytes"),
                    new DetailedCount("tx_packets", "transmit_packets"),
                    new DetailedCount("tx_errors", "transmit_errors"),
                    new DetailedCount("tx_dropped", "transmit_dropped"),
                    new DetailedCount("tx_aborted_errors", "transmit_aborted_errors"),
                    new DetailedCount("tx_carrier_errors", "transmit_carrier_errors"),
                    new DetailedCount("tx_fifo_errors", "transmit_fifo_errors"),
                    new DetailedCount("tx_heartbeat_errors", "transmit_heartbeat_errors"),
                    new DetailedCount("tx_window_errors", "transmit_window_errors"),
                    new DetailedCount("tx_compressed", "transmit_compressed"),
                    new DetailedCount("multicast", "multicast"),
                    new DetailedCount("collisions", "collisions"));

    private static final String NO_HANDLER = "receive_nohandler";

    public static final List<Family> FAMILIES = declared();

    private final FileTree proc;
    private final FileTree sys;
    private final NetdevSettings settings;
    private final Predicate<String> isWanted;
    private final String dev;
    private final DeviceAddresses addresses;
    private final List<Family> summed;
    private final List<DetailedFamily> detailed;

    /** A file below statistics, and the name that node_exporter has for it. */
    private record DetailedCount(String file, String name) {}

    private record DetailedFamily(String file, Family family) {}

    /**
     * @param withGuests whether devices of guests are counted, where no pattern says
     */
    public Netdev(HostFiles files, NetdevSettings settings, boolean withGuests) {
        this.proc = files.proc();
        this.sys = files.sys();
        this.settings = settings;
        this.isWanted =
                DeviceChoice.of(
                        settings.deviceInclude(), settings.deviceExclude(), withGuests, sys);
        this.dev = new NetFiles(proc).path("dev");
        this.addresses = new DeviceAddresses(proc);
        var labels = settings.labelIfalias() ? List.of("device", "ifalias") : List.of("device");
        this.summed = SUMMED.stream().map(family -> family.withLabels(labels)).toList();
        this.detailed =
                DETAILED.stream()
                        .filter(
                                count ->
                                        settings.enableDetailedMetrics()
                                                || count.name.equals(NO_HANDLER))
                        .map(
                                count ->
                                        new DetailedFamily(
                                                count.file, counter(count.name).withLabels(labels)))
                        .toList();
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (NetDevLine line : proc.read(dev, NetDevLine::parse)) {
            if (isWanted.test(line.device())) {
                write(line, labelValues(line.device()), sink);
            }
        }
        if (settings.addressInfo()) {
            addresses.sample(isWanted, sink);
        }
    }

    private void write(NetDevLine line, String[] labelValues, SampleSink sink) {
        if (!settings.enableDetailedMetrics()) {
            for (int i = 0; i < line.counts().length; i++) {
                sink.add(summed.get(i), Text.toDouble(line.counts()[i]), labelValues);
            }
        }
        for (DetailedFamily count : detailed) {
            sys.wholeAttribute("class/net/" + line.device() + "/statistics/" + count.file)
                    .ifPresent(value -> sink.add(count.family, Text.toDouble(value), labelValues));
        }
    }

    private String[] labelValues(String device) {
        return settings.labelIfalias()
                ? new String[] {
                    device, sys.attribute("class/net/" + device + "/ifalias").orElse("")
                }
                : new String[] {device};
    }

    private static Family counter(String name) {
        return Family.counter(
                GROUP,
                "node_network_" + name + "_total",
                "Count " + name + " of a network device, from /proc/net/dev or /sys/class/net.",
                "*");
    }

    private static List<Family> declared() {
        var names = new LinkedHashSet<>(NetDevLine.COLUMNS);
        DETAILED.forEach(count -> names.add(count.name));
        var families = new ArrayList<>(names.stream().map(Netdev::counter).toList());
        families.add(ADDRESS_INFO);
        return List.copyOf(families);
    }
}
