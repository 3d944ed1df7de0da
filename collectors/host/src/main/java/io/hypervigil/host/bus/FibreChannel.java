package io.hypervigil.host.bus;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.KernelNumber;
import io.hypervigil.host.part.SysDevice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fibre Channel ports and what went over them.
 *
 * <pre>
 * node_fibrechannel_info{fc_host="host1",port_state="Online",speed="16 Gbit",…} 1
 * node_fibrechannel_rx_words_total{fc_host="host1"} 4
 * </pre>
 */
public final class FibreChannel implements HostPart {

    public static final Group GROUP =
            Group.on("fibrechannel", "Fibre Channel ports, from /sys/class/fc_host");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_fibrechannel_info",
                    "What a port says of itself, from /sys/class/fc_host/HOST.",
                    "dev_loss_tmo",
                    "fabric_name",
                    "fc_host",
                    "port_id",
                    "port_name",
                    "port_state",
                    "port_type",
                    "speed",
                    "supported_classes",
                    "supported_speeds",
                    "symbolic_name");

    /** Families by the file of the folder statistics that holds their value. */
    private static final Map<String, Family> COUNTERS = new LinkedHashMap<>();

    static {
        count("dumped_frames", "dumped_frames", "Frames thrown away.");
        count("error_frames", "error_frames", "Frames received in error.");
        count("fcp_packet_aborts", "fcp_packet_aborts", "Packets given up.");
        count("invalid_crc_count", "invalid_crc", "Frames with a wrong checksum.");
        count("invalid_tx_word_count", "invalid_tx_words", "Words received that are none.");
        count("link_failure_count", "link_failure", "Times the link failed.");
        count("loss_of_signal_count", "loss_of_signal", "Times the signal was lost.");
        count("loss_of_sync_count", "loss_of_sync", "Times synchronisation was lost.");
        count("nos_count", "nos", "Not-operational sequences received.");
        count("rx_frames", "rx_frames", "Frames received.");
        count("rx_words", "rx_words", "Words received, of 4 bytes.");
        count("seconds_since_last_reset", "seconds_since_last_reset", "Time since the reset.");
        count("tx_frames", "tx_frames", "Frames sent.");
        count("tx_words", "tx_words", "Words sent, of 4 bytes.");
    }

    public static final List<Family> FAMILIES =
            Stream.concat(Stream.of(INFO), COUNTERS.values().stream()).toList();

    private static final String FOLDER = "class/fc_host";

    /** A counter of all ones is one that the adapter does not have. */
    private static final double NOT_COUNTED = 0x1p64;

    private final FileTree sys;

    public FibreChannel(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) {
        for (SysDevice host : SysDevice.in(sys, FOLDER)) {
            sampleInfo(host, sink);
            COUNTERS.forEach(
                    (file, family) ->
                            KernelNumber.unsignedIn(sys, host.file("statistics/" + file))
                                    .ifPresent(count -> add(family, count, host.name(), sink)));
        }
    }

    private static void add(Family family, double count, String host, SampleSink sink) {
        if (count < NOT_COUNTED) {
            sink.add(family, count, host);
        }
    }

    private void sampleInfo(SysDevice host, SampleSink sink) {
        sink.add(
                INFO,
                1,
                text(host, "dev_loss_tmo"),
                digits(host, "fabric_name"),
                host.name(),
                digits(host, "port_id"),
                digits(host, "port_name"),
                text(host, "port_state"),
                text(host, "port_type"),
                text(host, "speed"),
                text(host, "supported_classes"),
                text(host, "supported_speeds"),
                text(host, "symbolic_name"));
    }

    /** A driver leaves out what it does not know; the label is then empty, which is no label. */
    private String text(SysDevice host, String file) {
        return sys.attribute(host.file(file)).orElse("");
    }

    /** The name without its 0x. */
    private String digits(SysDevice host, String file) {
        var text = text(host, file);
        return text.length() > 2 ? text.substring(2) : text;
    }

    private static void count(String file, String name, String what) {
        var help = what + " From /sys/class/fc_host/HOST/statistics/" + file + ".";
        var family = Family.counter(GROUP, "node_fibrechannel_" + name + "_total", help, "fc_host");
        COUNTERS.put(file, family);
    }
}
