package io.hypervigil.containers.disk;

import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.cgroup.CgroupFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a control group read from a block device and wrote to it.
 *
 * @param number the device's, {@code 8:0}
 */
record DiskUsage(String number, Done reads, Done writes) {

    private static final String READ = "Read";
    private static final String WRITE = "Write";

    /** How many there were, and how many bytes together. */
    record Done(long count, long bytes) {}

    static List<DiskUsage> read(CgroupFiles files) {
        if (!files.isLegacy("blkio")) {
            return files.findIfMoving("io", "io.stat", DiskUsage::parse).orElse(List.of());
        }
        var bytes =
                files.findIfMoving(
                                "blkio", "blkio.throttle.io_service_bytes", DiskUsage::parseLegacy)
                        .orElse(Map.of());
        var counts =
                files.findIfMoving("blkio", "blkio.throttle.io_serviced", DiskUsage::parseLegacy)
                        .orElse(Map.of());
        return bytes.entrySet().stream()
                .map(
                        of ->
                                joined(
                                        of.getKey(),
                                        of.getValue(),
                                        counts.getOrDefault(of.getKey(), Pair.NONE)))
                .toList();
    }

    /** {@code 8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6}; some have a number alone. */
    static List<DiskUsage> parse(Text stat) {
        var devices = new ArrayList<DiskUsage>();
        while (stat.nextLine()) {
            if (stat.has('=')) {
                devices.add(parseLine(stat));
            }
        }
        return devices;
    }

    private static DiskUsage parseLine(Text stat) {
        var number = stat.field();
        long readBytes = 0;
        long writtenBytes = 0;
        long reads = 0;
        long writes = 0;
        while (stat.hasField()) {
            if (stat.startsWith("rbytes=")) {
                readBytes = value(stat);
            } else if (stat.startsWith("wbytes=")) {
                writtenBytes = value(stat);
            } else if (stat.startsWith("rios=")) {
                reads = value(stat);
            } else if (stat.startsWith("wios=")) {
                writes = value(stat);
            } else {
                stat.skip(1);
            }
        }
        return new DiskUsage(number, new Done(reads, readBytes), new Done(writes, writtenBytes));
    }

    private static long value(Text stat) {
        stat.until('=');
        return stat.whole();
    }

    private record Pair(long read, long written) {

        private static final Pair NONE = new Pair(0, 0);
    }

    /** {@code 8:0 Read 4096} and others, and {@code Total 4096} in the end. */
    private static Map<String, Pair> parseLegacy(Text text) {
        var devices = new HashMap<String, Pair>();
        while (text.nextLine()) {
            var number = text.hasField() ? text.field() : "";
            if (text.startsWith(READ + " ")) {
                text.skip(1);
                var read = new Pair(text.whole(), 0);
                devices.merge(number, read, (old, fresh) -> new Pair(fresh.read, old.written));
            } else if (text.startsWith(WRITE + " ")) {
                text.skip(1);
                var written = new Pair(0, text.whole());
                devices.merge(number, written, (old, fresh) -> new Pair(old.read, fresh.written));
            }
        }
        return devices;
    }

    private static DiskUsage joined(String number, Pair bytes, Pair counts) {
        return new DiskUsage(
                number, new Done(counts.read, bytes.read), new Done(counts.written, bytes.written));
    }
}
