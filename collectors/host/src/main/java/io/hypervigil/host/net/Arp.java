package io.hypervigil.host.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NameFilter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many IPv4 neighbours the kernel knows behind each device.
 *
 * <pre>
 * node_arp_entries{device="eth0"} 3
 * </pre>
 */
public final class Arp implements HostPart {

    public static final Group GROUP = Group.on("arp", "IPv4 neighbours from /proc/net/arp");

    static final Family ENTRIES =
            Family.gauge(
                    GROUP,
                    "node_arp_entries",
                    "IPv4 neighbours known behind a network device, from /proc/net/arp.",
                    "device");

    public static final List<Family> FAMILIES = List.of(ENTRIES);

    /** Address, hardware type, flags, hardware address, mask. */
    private static final int COLUMNS_BEFORE_DEVICE = 5;

    private final FileTree proc;
    private final String arp;
    private final NameFilter devices;

    public Arp(FileTree proc, ArpSettings settings) {
        this.proc = proc;
        this.arp = new NetFiles(proc).path("arp");
        this.devices = NameFilter.of(settings.deviceInclude(), settings.deviceExclude());
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        proc.read(arp, Arp::parse)
                .forEach(
                        (device, entries) -> {
                            if (devices.accepts(device)) {
                                sink.add(ENTRIES, entries, device);
                            }
                        });
    }

    /** Entries by device. */
    static Map<String, Integer> parse(Text text) {
        var entries = new TreeMap<String, Integer>();
        text.nextLine();
        while (text.nextLine()) {
            if (text.hasField()) {
                text.skip(COLUMNS_BEFORE_DEVICE);
                entries.merge(text.field(), 1, Integer::sum);
            }
        }
        return entries;
    }
}
