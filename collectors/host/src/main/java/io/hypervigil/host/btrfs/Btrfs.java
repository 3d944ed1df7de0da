package io.hypervigil.host.btrfs;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.jna.LinuxBtrfs;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How each mounted Btrfs has laid out its space, and what its devices have done wrong.
 *
 * <pre>
 * node_btrfs_size_bytes{uuid="0abb23a9-…",block_group_type="data",mode="raid1"} 2.147483648e+09
 * node_btrfs_device_errors_total{uuid="0abb23a9-…",type="corruption",device="sdb",btrfs_dev_uuid="b0f5…"} 0
 * </pre>
 */
public final class Btrfs implements HostPart {

    public static final Group GROUP =
            Group.on("btrfs", "Btrfs from /sys/fs/btrfs and ioctl(2) on its mounts");

    private static final double SECTOR_BYTES = 512;

    static final Family INFO =
            gauge("info", "A mounted Btrfs, from /sys/fs/btrfs.", "uuid", "label");
    static final Family GLOBAL_RESERVE =
            gauge("global_rsv_size_bytes", "Bytes set aside for emergencies.", "uuid");
    static final Family COMMITS =
            Family.counter(GROUP, "node_btrfs_commits_total", "Commits since the mount.", "uuid");
    static final Family LAST_COMMIT =
            gauge("last_commit_seconds", "Seconds the last commit took.", "uuid");
    static final Family MAX_COMMIT =
            gauge("max_commit_seconds", "Seconds the longest commit took.", "uuid");
    static final Family COMMIT_SECONDS =
            Family.counter(
                    GROUP, "node_btrfs_commit_seconds_total", "Seconds all commits took.", "uuid");
    static final Family RESERVED =
            gauge(
                    "reserved_bytes",
                    "Bytes reserved and not yet written, by what they are for.",
                    "uuid",
                    "block_group_type");
    static final Family USED = layout("used_bytes", "Bytes used, by what they hold and how.");
    static final Family SIZE = layout("size_bytes", "Bytes allocated, by what they hold and how.");
    static final Family RATIO =
            layout("allocation_ratio", "Bytes on disks for each byte held, by how it is laid out.");
    static final Family DEVICE_SIZE =
            gauge(
                    "device_size_bytes",
                    "Bytes of a device of the file system.",
                    "uuid",
                    "device",
                    "*");
    static final Family DEVICE_UNUSED =
            gauge(
                    "device_unused_bytes",
                    "Bytes of a device that are not allocated.",
                    "uuid",
                    "device",
                    "btrfs_dev_uuid");
    static final Family DEVICE_ERRORS =
            Family.counter(
                    GROUP,
                    "node_btrfs_device_errors_total",
                    "Errors of a device since its counters were reset.",
                    "uuid",
                    "type",
                    "device",
                    "btrfs_dev_uuid");

    private static final Family DEVICE_SIZE_FROM_FILE = DEVICE_SIZE.withLabels(List.of());
    private static final Family DEVICE_SIZE_FROM_IOCTL =
            DEVICE_SIZE.withLabels(List.of("btrfs_dev_uuid"));

    public static final List<Family> FAMILIES =
            List.of(
                    INFO,
                    GLOBAL_RESERVE,
                    COMMITS,
                    LAST_COMMIT,
                    MAX_COMMIT,
                    COMMIT_SECONDS,
                    RESERVED,
                    USED,
                    SIZE,
                    RATIO,
                    DEVICE_SIZE,
                    DEVICE_UNUSED,
                    DEVICE_ERRORS);

    private final FileTree sys;
    private final BtrfsDevices devices;

    public Btrfs(FileTree sys, BtrfsDevices devices) {
        this.sys = sys;
        this.devices = devices;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var fileSystems =
                sys.list("fs/btrfs").stream().filter(name -> name.indexOf('-') > 0).toList();
        if (fileSystems.isEmpty()) {
            return;
        }
        var asked = devices.ask();
        for (String fsid : fileSystems) {
            write(fsid, Optional.ofNullable(asked.get(fsid.replace("-", ""))), sink);
        }
    }

    @Override
    public void close() {
        devices.close();
    }

    private void write(String fsid, Optional<List<LinuxBtrfs.DevInfo>> asked, SampleSink sink)
            throws IOException {
        var path = "fs/btrfs/" + fsid + "/";
        var uuid = sys.attribute(path + "metadata_uuid").filter(id -> !id.isEmpty()).orElse(fsid);
        sink.add(INFO, 1, uuid, sys.attribute(path + "label").orElse(""));
        writeNumber(GLOBAL_RESERVE, path + "allocation/global_rsv_size", sink, uuid);
        var commits = sys.find(path + "commit_stats", Commits::parse);
        commits.ifPresent(stats -> stats.write(uuid, sink));
        int deviceCount = sys.list(path + "devices").size();
        for (String type : List.of("data", "metadata", "system")) {
            writeAllocation(path + "allocation/" + type + "/", uuid, type, deviceCount, sink);
        }
        if (asked.isPresent()) {
            asked.get().forEach(device -> write(device, uuid, sink));
        } else {
            writeDeviceFiles(path, uuid, sink);
        }
    }

    private void writeAllocation(
            String path, String uuid, String type, int deviceCount, SampleSink sink) {
        writeNumber(RESERVED, path + "bytes_reserved", sink, uuid, type);
        for (String mode : sys.list(path)) {
            if (sys.exists(path + mode + "/total_bytes")) {
                writeNumber(USED, path + mode + "/used_bytes", sink, uuid, type, mode);
                writeNumber(SIZE, path + mode + "/total_bytes", sink, uuid, type, mode);
                ratio(mode, deviceCount)
                        .ifPresent(ratio -> sink.add(RATIO, ratio, uuid, type, mode));
            }
        }
    }

    static OptionalDouble ratio(String mode, int devices) {
        return switch (mode) {
            case "single", "raid0" -> OptionalDouble.of(1);
            case "dup", "raid1", "raid10" -> OptionalDouble.of(2);
            case "raid1c3" -> OptionalDouble.of(3);
            case "raid1c4" -> OptionalDouble.of(4);
            case "raid5" -> parity(devices, 1);
            case "raid6" -> parity(devices, 2);
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble parity(double devices, int parities) {
        return devices > parities
                ? OptionalDouble.of(devices / (devices - parities))
                : OptionalDouble.empty();
    }

    private static void write(LinuxBtrfs.DevInfo device, String uuid, SampleSink sink) {
        var name = device.path().substring(device.path().lastIndexOf('/') + 1);
        sink.add(
                DEVICE_SIZE_FROM_IOCTL,
                Text.toDouble(device.totalBytes()),
                uuid,
                name,
                device.uuid());
        sink.add(
                DEVICE_UNUSED,
                Text.toDouble(device.totalBytes() - device.bytesUsed()),
                uuid,
                name,
                device.uuid());
        writeErrors("write", device.writeErrs(), device, uuid, name, sink);
        writeErrors("read", device.readErrs(), device, uuid, name, sink);
        writeErrors("flush", device.flushErrs(), device, uuid, name, sink);
        writeErrors("corruption", device.corruptionErrs(), device, uuid, name, sink);
        writeErrors("generation", device.generationErrs(), device, uuid, name, sink);
    }

    private static void writeErrors(
            String type,
            long errors,
            LinuxBtrfs.DevInfo device,
            String uuid,
            String name,
            SampleSink sink) {
        sink.add(DEVICE_ERRORS, Text.toDouble(errors), uuid, type, name, device.uuid());
    }

    /** Where the mount may not be asked: a device's size is all that a file tells. */
    private void writeDeviceFiles(String path, String uuid, SampleSink sink) {
        for (String device : sys.list(path + "devices")) {
            sys.wholeAttribute(path + "devices/" + device + "/size")
                    .ifPresent(
                            sectors ->
                                    sink.add(
                                            DEVICE_SIZE_FROM_FILE,
                                            Text.toDouble(sectors) * SECTOR_BYTES,
                                            uuid,
                                            device));
        }
    }

    private void writeNumber(Family family, String path, SampleSink sink, String... labels) {
        sys.wholeAttribute(path).ifPresent(value -> sink.add(family, Text.toDouble(value), labels));
    }

    private static Family gauge(String name, String help, String... labels) {
        return Family.gauge(GROUP, "node_btrfs_" + name, help, labels);
    }

    private static Family layout(String name, String help) {
        return gauge(name, help, "uuid", "block_group_type", "mode");
    }
}
