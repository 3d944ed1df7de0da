package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;
import oshi.hardware.HWDiskStore;

/**
 * What went to and from each disk.
 *
 * <pre>
 * node_disk_read_bytes_total{device="disk0"} 3650722201
 * </pre>
 */
public final class OshiDisks implements HostPart {

    public static final Group GROUP = Group.on("diskstats", "traffic of disks, by OSHI");

    static final Family INFO =
            Family.gauge(GROUP, "node_disk_info", "What a disk is.", "device", "model", "serial");
    static final Family READS = count("reads_completed", "Reads done.");
    static final Family READ_BYTES = count("read_bytes", "Bytes read.");
    static final Family WRITES = count("writes_completed", "Writes done.");
    static final Family WRITTEN_BYTES = count("written_bytes", "Bytes written.");
    static final Family BUSY = count("io_time_seconds", "Time a disk was busy.");
    static final Family WAITING =
            Family.gauge(GROUP, "node_disk_io_now", "Requests a disk has to do.", "device");

    public static final List<Family> FAMILIES =
            List.of(INFO, READS, READ_BYTES, WRITES, WRITTEN_BYTES, BUSY, WAITING);

    private static final double MILLIS = 1000;

    @Override
    public void sample(SampleSink sink) {
        Oshi.hardware().getDiskStores().forEach(disk -> map(disk, sink));
    }

    static void map(HWDiskStore disk, SampleSink sink) {
        var device = device(disk.getName());
        sink.add(INFO, 1, device, Oshi.known(disk.getModel()), Oshi.known(disk.getSerial()));
        sink.add(READS, (double) disk.getReads(), device);
        sink.add(READ_BYTES, (double) disk.getReadBytes(), device);
        sink.add(WRITES, (double) disk.getWrites(), device);
        sink.add(WRITTEN_BYTES, (double) disk.getWriteBytes(), device);
        sink.add(BUSY, disk.getTransferTime() / MILLIS, device);
        sink.add(WAITING, (double) disk.getCurrentQueueLength(), device);
    }

    /** {@code /dev/sda} is sda, {@code \\.\PHYSICALDRIVE0} is PHYSICALDRIVE0. */
    static String device(String name) {
        return name.startsWith("/dev/")
                ? name.substring("/dev/".length())
                : name.startsWith("\\\\.\\") ? name.substring(4) : name;
    }

    private static Family count(String name, String help) {
        return Family.counter(GROUP, "node_disk_" + name + "_total", help, "device");
    }
}
