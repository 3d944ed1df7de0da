package io.hypervigil.host.disk;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * NVMe controllers and their namespaces.
 *
 * <pre>
 * node_nvme_info{device="nvme0",firmware_revision="GDC5602Q",model="SAMSUNG MZQL23T8HCLS",serial="S64HNE0R",state="live",cntlid="6"} 1
 * node_nvme_namespace_info{device="nvme0",nsid="1",ana_state="unknown"} 1
 * node_nvme_namespace_used_bytes{device="nvme0",nsid="1"} 2.24e+11
 * </pre>
 */
public final class Nvme implements HostPart {

    public static final Group GROUP =
            Group.on("nvme", "NVMe controllers and namespaces from /sys/class/nvme");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_nvme_info",
                    "An NVMe controller, from /sys/class/nvme.",
                    "device",
                    "firmware_revision",
                    "model",
                    "serial",
                    "state",
                    "cntlid");
    static final Family NAMESPACE_INFO =
            Family.gauge(
                    GROUP,
                    "node_nvme_namespace_info",
                    "A namespace of an NVMe controller and how well it is reached.",
                    "device",
                    "nsid",
                    "ana_state");
    static final Family CAPACITY =
            namespace(
                    "capacity_bytes",
                    "Size of a namespace: its size file times its logical block size.");
    static final Family SIZE =
            namespace(
                    "size_bytes",
                    "Size of a namespace: its size file times its logical block size.");
    static final Family USED =
            namespace("used_bytes", "Bytes in use, as the controller counts them in nuse.");
    static final Family BLOCK_SIZE =
            namespace("logical_block_size_bytes", "Bytes of a logical block.");

    public static final List<Family> FAMILIES =
            List.of(INFO, NAMESPACE_INFO, CAPACITY, SIZE, USED, BLOCK_SIZE);

    /** {@code nvme0n1}, or its path by one of several controllers: {@code nvme0c0n1}. */
    private static final Pattern NAMESPACE = Pattern.compile("nvme\\d+(?:c\\d+)?n(\\d+)");

    private final FileTree sys;

    public Nvme(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) {
        if (!sys.exists("class/nvme")) {
            throw new NotHere("no NVMe controller: " + sys.root() + "/class/nvme does not exist");
        }
        for (String device : sys.list("class/nvme")) {
            var path = "class/nvme/" + device + "/";
            sink.add(
                    INFO,
                    1,
                    device,
                    sys.attribute(path + "firmware_rev").orElse(""),
                    sys.attribute(path + "model").orElse(""),
                    sys.attribute(path + "serial").orElse(""),
                    sys.attribute(path + "state").orElse(""),
                    sys.attribute(path + "cntlid").orElse(""));
            for (String name : sys.list(path)) {
                var matcher = NAMESPACE.matcher(name);
                if (matcher.matches()) {
                    writeNamespace(device, matcher.group(1), path + name + "/", sink);
                }
            }
        }
    }

    private void writeNamespace(String device, String nsid, String path, SampleSink sink) {
        var state = sys.attribute(path + "ana_state").orElse("unknown");
        sink.add(NAMESPACE_INFO, 1, device, nsid, state);
        var blockSize = sys.wholeAttribute(path + "queue/logical_block_size");
        if (blockSize.isEmpty()) {
            sink.missing("size of " + device + " namespace " + nsid, "no logical_block_size");
            return;
        }
        double blockBytes = blockSize.getAsLong();
        sink.add(BLOCK_SIZE, blockBytes, device, nsid);
        // The kernel's size file counts 512 bytes whatever the block; node_exporter, whose names
        // these
        // are, takes it for blocks. Dashboards show both beside each other, so they stay the same.
        var size = sys.wholeAttribute(path + "size");
        write(CAPACITY, size, blockBytes, device, nsid, sink);
        write(SIZE, size, blockBytes, device, nsid, sink);
        write(USED, sys.wholeAttribute(path + "nuse"), blockBytes, device, nsid, sink);
    }

    private static void write(
            Family family,
            OptionalLong blocks,
            double blockBytes,
            String device,
            String nsid,
            SampleSink sink) {
        if (blocks.isPresent()) {
            sink.add(family, blocks.getAsLong() * blockBytes, device, nsid);
        }
    }

    private static Family namespace(String name, String help) {
        return Family.gauge(GROUP, "node_nvme_namespace_" + name, help, "device", "nsid");
    }
}
