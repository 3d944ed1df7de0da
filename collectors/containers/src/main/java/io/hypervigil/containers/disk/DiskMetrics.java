package io.hypervigil.containers.disk;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import io.hypervigil.containers.usage.UsageSink;
import java.util.List;

/**
 * Input and output on block devices. What files take up is not counted: that walks the disk.
 *
 * <pre>
 * container_fs_reads_bytes_total{id="/system.slice/docker-3f….scope",name="web",image="nginx",device="/dev/sda"} 1.048576e+06
 * container_fs_writes_total{id="/system.slice/docker-3f….scope",name="web",image="nginx",device="/dev/sda"} 12
 * </pre>
 */
public final class DiskMetrics implements UsagePart {

    public static final Group GROUP =
            Group.on("containers.disk", "input and output of containers on block devices");

    private static final Family READS = counter("reads_total", "Reads done");
    private static final Family READ_BYTES = counter("reads_bytes_total", "Bytes read");
    private static final Family WRITES = counter("writes_total", "Writes done");
    private static final Family WRITTEN_BYTES = counter("writes_bytes_total", "Bytes written");

    public static final List<Family> FAMILIES = List.of(READS, READ_BYTES, WRITES, WRITTEN_BYTES);

    private final BlockDevices devices;

    /**
     * @param sys used by nobody else at the same time
     */
    public DiskMetrics(FileTree sys) {
        this.devices = new BlockDevices(sys);
    }

    @Override
    public Reading read(Subject subject) {
        var disks = DiskUsage.read(subject.files());
        return out -> disks.forEach(disk -> write(disk, out));
    }

    private void write(DiskUsage disk, UsageSink out) {
        var device = devices.name(disk.number());
        out.add(READS, disk.reads().count(), device);
        out.add(READ_BYTES, disk.reads().bytes(), device);
        out.add(WRITES, disk.writes().count(), device);
        out.add(WRITTEN_BYTES, disk.writes().bytes(), device);
    }

    private static Family counter(String what, String help) {
        return ContainerFamily.counter(
                GROUP,
                "container_fs_" + what,
                help + ", from io.stat or blkio.throttle.io_service_bytes and io_serviced.",
                "device");
    }
}
