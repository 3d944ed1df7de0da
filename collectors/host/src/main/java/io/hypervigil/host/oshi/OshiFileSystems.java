package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import oshi.software.os.OSFileStore;

/**
 * How full file systems are.
 *
 * <pre>
 * node_filesystem_avail_bytes{device="/dev/disk1s1",fstype="apfs",mountpoint="/"} 88888888
 * </pre>
 */
public final class OshiFileSystems implements HostPart {

    public static final Group GROUP = Group.on("filesystem", "how full file systems are, by OSHI");

    static final Family SIZE = value("size_bytes", "Size of a file system.");
    static final Family FREE = value("free_bytes", "Bytes free.");
    static final Family AVAILABLE = value("avail_bytes", "Bytes free for who is not root.");
    static final Family FILES = value("files", "Files that a file system can hold.");
    static final Family FILES_FREE = value("files_free", "Files that can be added.");
    static final Family READ_ONLY = value("readonly", "Whether it is mounted to be read only.");

    public static final List<Family> FAMILIES =
            List.of(SIZE, FREE, AVAILABLE, FILES, FILES_FREE, READ_ONLY);

    @Override
    public void sample(SampleSink sink) {
        map(Oshi.system().getFileSystem().getFileStores(false), sink);
    }

    static void map(List<OSFileStore> stores, SampleSink sink) {
        var seen = new HashSet<List<String>>();
        for (OSFileStore store : stores) {
            // One mounted over itself is told twice.
            if (seen.add(List.of(store.getVolume(), store.getMount()))) {
                map(store, sink);
            }
        }
    }

    private static void map(OSFileStore store, SampleSink sink) {
        var labels = new String[] {store.getVolume(), store.getType(), store.getMount()};
        sink.add(SIZE, (double) store.getTotalSpace(), labels);
        sink.add(FREE, (double) store.getFreeSpace(), labels);
        sink.add(AVAILABLE, (double) store.getUsableSpace(), labels);
        if (store.getTotalInodes() > 0) {
            sink.add(FILES, (double) store.getTotalInodes(), labels);
            sink.add(FILES_FREE, (double) store.getFreeInodes(), labels);
        }
        var options = Arrays.asList(store.getOptions().split(",", -1));
        sink.add(
                READ_ONLY, options.contains("ro") || options.contains("read-only") ? 1 : 0, labels);
    }

    private static Family value(String name, String help) {
        return Family.gauge(
                GROUP, "node_filesystem_" + name, help, "device", "fstype", "mountpoint");
    }
}
