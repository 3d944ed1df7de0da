package io.hypervigil.host.disk;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NameFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What each disk has read, written, discarded and flushed, and what udev knows of it.
 *
 * <pre>
 * node_disk_read_bytes_total{device="nvme0n1"} 3.464737792e+09
 * node_disk_io_now{device="nvme0n1"} 0
 * node_disk_info{device="sda",major="8",minor="0",path="pci-0000:00:1f.2-ata-4",wwn="0x5000c500a1b2c3d4",model="ST4000NM0035",serial="ZC1A2B3C",revision="TN03",rotational="1"} 1
 * </pre>
 */
public final class Diskstats implements HostPart {

    public static final Group GROUP =
            Group.on("diskstats", "disks from /proc/diskstats, /sys/block and udev's data");

    /** The kernel counts in sectors of 512 bytes whatever the disk's own are. */
    private static final double SECTOR_BYTES = 512;

    /** Multiplied, not divided: so the last digit is node_exporter's. */
    private static final double MILLISECOND = 0.001;

    /** The counters in the order of the kernel's, each with what it counts in. */
    private enum Counter {
        READS("reads_completed_total", 1, "Reads that ended well"),
        READS_MERGED("reads_merged_total", 1, "Reads merged into others"),
        READ_BYTES("read_bytes_total", SECTOR_BYTES, "Bytes read"),
        READ_TIME("read_time_seconds_total", MILLISECOND, "Seconds all reads took"),
        WRITES("writes_completed_total", 1, "Writes that ended well"),
        WRITES_MERGED("writes_merged_total", 1, "Writes merged into others"),
        WRITTEN_BYTES("written_bytes_total", SECTOR_BYTES, "Bytes written"),
        WRITE_TIME("write_time_seconds_total", MILLISECOND, "Seconds all writes took"),
        NOW("io_now", 1, "Requests under way"),
        TIME("io_time_seconds_total", MILLISECOND, "Seconds in which a request was under way"),
        WEIGHTED_TIME(
                "io_time_weighted_seconds_total",
                MILLISECOND,
                "Seconds requests were under way, summed over requests"),
        DISCARDS("discards_completed_total", 1, "Discards that ended well"),
        DISCARDS_MERGED("discards_merged_total", 1, "Discards merged into others"),
        DISCARDED_SECTORS("discarded_sectors_total", 1, "Sectors of 512 bytes discarded"),
        DISCARD_TIME("discard_time_seconds_total", MILLISECOND, "Seconds all discards took"),
        FLUSHES("flush_requests_total", 1, "Flushes that ended well"),
        FLUSH_TIME("flush_requests_time_seconds_total", MILLISECOND, "Seconds all flushes took");

        private final double unit;
        private final Family family;

        Counter(String name, double unit, String help) {
            this.unit = unit;
            var fullName = "node_disk_" + name;
            var fullHelp = help + ", from /proc/diskstats.";
            this.family =
                    name.endsWith("_total")
                            ? Family.counter(GROUP, fullName, fullHelp, "device")
                            : Family.gauge(GROUP, fullName, fullHelp, "device");
        }
    }

    private static final List<Counter> COUNTERS = List.of(Counter.values());

    static final Family INFO =
            info(
                    "info",
                    "A disk: its numbers, what udev knows of it, and whether it turns.",
                    "device",
                    "major",
                    "minor",
                    "path",
                    "wwn",
                    "model",
                    "serial",
                    "revision",
                    "rotational");
    static final Family FILESYSTEM_INFO =
            info(
                    "filesystem_info",
                    "The file system that udev found on a disk.",
                    "device",
                    "type",
                    "usage",
                    "uuid",
                    "version");
    static final Family DEVICE_MAPPER_INFO =
            info(
                    "device_mapper_info",
                    "A device of the device mapper, from udev.",
                    "device",
                    "name",
                    "uuid",
                    "vg_name",
                    "lv_name",
                    "lv_layer");
    static final Family DEVICE_MAPPER_BACKING =
            info(
                    "device_mapper_backing_device_info",
                    "A device that one of the device mapper lies on, from /sys/block.",
                    "device",
                    "backing_device");
    static final Family ATA_WRITE_CACHE =
            info("ata_write_cache", "Whether an ATA disk has a write cache, from udev.", "device");
    static final Family ATA_WRITE_CACHE_ENABLED =
            info(
                    "ata_write_cache_enabled",
                    "Whether an ATA disk's write cache is on, from udev.",
                    "device");
    static final Family ATA_ROTATION_RATE =
            info(
                    "ata_rotation_rate_rpm",
                    "Revolutions per minute of an ATA disk, 0 for one that does not turn, from udev.",
                    "device");

    public static final List<Family> FAMILIES = families();

    private final HostFiles files;
    private final NameFilter devices;

    public Diskstats(HostFiles files, DiskstatsSettings settings) {
        this.files = files;
        this.devices = settings.devices();
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var lines = files.proc().read("diskstats", text -> DiskLine.parse(text, COUNTERS.size()));
        for (DiskLine line : lines) {
            if (devices.accepts(line.device())) {
                writeCounters(line, sink);
                writeInfo(
                        line,
                        UdevProperties.ofBlock(files.udev(), line.major(), line.minor()),
                        sink);
            }
        }
    }

    private static void writeCounters(DiskLine line, SampleSink sink) {
        var counters = line.counters();
        for (int i = 0; i < counters.length; i++) {
            var counter = COUNTERS.get(i);
            sink.add(counter.family, counters[i] * counter.unit, line.device());
        }
    }

    private void writeInfo(DiskLine line, UdevProperties udev, SampleSink sink) {
        var device = line.device();
        sink.add(
                INFO,
                1,
                device,
                String.valueOf(line.major()),
                String.valueOf(line.minor()),
                udev.get("ID_PATH"),
                udev.get("ID_WWN"),
                udev.get("ID_MODEL"),
                udev.firstOf("SCSI_IDENT_SERIAL", "ID_SERIAL_SHORT", "ID_SERIAL"),
                udev.get("ID_REVISION"),
                rotational(device));
        if (!udev.get("ID_FS_TYPE").isEmpty()) {
            sink.add(
                    FILESYSTEM_INFO,
                    1,
                    device,
                    udev.get("ID_FS_TYPE"),
                    udev.get("ID_FS_USAGE"),
                    udev.get("ID_FS_UUID"),
                    udev.get("ID_FS_VERSION"));
        }
        if (!udev.get("DM_NAME").isEmpty()) {
            writeDeviceMapper(device, udev, sink);
        }
        if (!udev.get("ID_ATA").isEmpty()) {
            writeAta(ATA_WRITE_CACHE, device, udev.get("ID_ATA_WRITE_CACHE"), sink);
            writeAta(ATA_WRITE_CACHE_ENABLED, device, udev.get("ID_ATA_WRITE_CACHE_ENABLED"), sink);
            writeAta(ATA_ROTATION_RATE, device, udev.get("ID_ATA_ROTATION_RATE_RPM"), sink);
        }
    }

    /**
     * Whether a disk turns, as its driver says. Virtual disks and those of the device mapper are
     * said not to: their queues lack a timeout, and node_exporter then takes nothing from a queue.
     */
    private String rotational(String device) {
        var queue = "block/" + device + "/queue/";
        return isOne(files.sys(), queue + "rotational") && files.sys().exists(queue + "io_timeout")
                ? "1"
                : "0";
    }

    private static boolean isOne(FileTree sys, String path) {
        return sys.wholeAttribute(path).orElse(0) == 1;
    }

    private void writeDeviceMapper(String device, UdevProperties udev, SampleSink sink) {
        sink.add(
                DEVICE_MAPPER_INFO,
                1,
                device,
                udev.get("DM_NAME"),
                udev.get("DM_UUID"),
                udev.get("DM_VG_NAME"),
                udev.get("DM_LV_NAME"),
                udev.get("DM_LV_LAYER"));
        for (String backing : files.sys().list("block/" + device + "/slaves")) {
            sink.add(DEVICE_MAPPER_BACKING, 1, device, backing);
        }
    }

    private static void writeAta(Family family, String device, String value, SampleSink sink) {
        if (value.isEmpty()) {
            return;
        }
        try {
            sink.add(family, Double.parseDouble(value), device);
        } catch (NumberFormatException _) {
            sink.missing(family.name() + " of " + device, "udev says '" + value + "'");
        }
    }

    private static Family info(String name, String help, String... labels) {
        return Family.gauge(GROUP, "node_disk_" + name, help, labels);
    }

    private static List<Family> families() {
        var families = new ArrayList<Family>();
        COUNTERS.forEach(counter -> families.add(counter.family));
        families.addAll(
                List.of(
                        INFO,
                        FILESYSTEM_INFO,
                        DEVICE_MAPPER_INFO,
                        DEVICE_MAPPER_BACKING,
                        ATA_WRITE_CACHE,
                        ATA_WRITE_CACHE_ENABLED,
                        ATA_ROTATION_RATE));
        return List.copyOf(families);
    }
}
