package io.hypervigil.host.bcachefs;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What each bcachefs file system and its devices have done.
 *
 * <pre>
 * node_bcachefs_btree_cache_size_bytes{uuid="deadbeef-…"} 2.201170739e+09
 * node_bcachefs_device_io_done_bytes_total{uuid="deadbeef-…",device="6",operation="read",data_type="btree"} 8.912896e+06
 * </pre>
 */
public final class Bcachefs implements HostPart {

    public static final Group GROUP = Group.on("bcachefs", "bcachefs from /sys/fs/bcachefs");

    static final Family INFO = gauge("info", "A mounted bcachefs.");
    static final Family BTREE_CACHE =
            gauge("btree_cache_size_bytes", "Memory that the btree takes.");
    static final Family COMPRESSED =
            gauge("compression_compressed_bytes", "Bytes after compression.", "algorithm");
    static final Family UNCOMPRESSED =
            gauge("compression_uncompressed_bytes", "Bytes before compression.", "algorithm");
    static final Family ERRORS =
            counter("errors_total", "Errors found since the file system was made.", "error_type");
    static final Family COUNTER =
            counter("*_total", "A counter since the file system was made, from counters.");
    static final Family BTREE_WRITES =
            counter("btree_writes_total", "Writes of the btree by why they were made.", "type");
    static final Family BTREE_WRITE_SIZE =
            gauge("btree_write_average_size_bytes", "Bytes of such a write on average.", "type");
    static final Family DEVICE_INFO =
            gauge("device_info", "A device of the file system.", "device", "label", "state");
    static final Family BUCKET_SIZE =
            gauge("device_bucket_size_bytes", "Bytes of a bucket of a device.", "device");
    static final Family BUCKETS = gauge("device_buckets", "Buckets of a device.", "device");
    static final Family DURABILITY =
            gauge("device_durability", "Replicas that one on this device counts for.", "device");
    static final Family IO_DONE =
            counter(
                    "device_io_done_bytes_total",
                    "Bytes a device has read or written by what they were.",
                    "device",
                    "operation",
                    "data_type");
    static final Family IO_ERRORS =
            counter(
                    "device_io_errors_total",
                    "Errors of a device since the file system was made.",
                    "device",
                    "type");

    public static final List<Family> FAMILIES =
            List.of(
                    INFO,
                    BTREE_CACHE,
                    COMPRESSED,
                    UNCOMPRESSED,
                    ERRORS,
                    COUNTER,
                    BTREE_WRITES,
                    BTREE_WRITE_SIZE,
                    DEVICE_INFO,
                    BUCKET_SIZE,
                    BUCKETS,
                    DURABILITY,
                    IO_DONE,
                    IO_ERRORS);

    private static final String BASE = "fs/bcachefs/";

    private final FileTree sys;

    /** The families of the counters found so far: a family is the key of its series. */
    private final Map<String, Family> counters = new HashMap<>();

    public Bcachefs(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var fileSystems = sys.list(BASE);
        if (fileSystems.isEmpty()) {
            throw new NotHere("no bcachefs is mounted: nothing in " + sys.root() + "/" + BASE);
        }
        for (String uuid : fileSystems) {
            write(BASE + uuid + "/", uuid, sink);
        }
    }

    private void write(String path, String uuid, SampleSink sink) throws IOException {
        sink.add(INFO, 1, uuid);
        writeSize(BTREE_CACHE, path + "btree_cache_size", sink, uuid);
        for (var row : rows(path + "compression_stats", true)) {
            sink.add(COMPRESSED, row.bytes(0), uuid, row.name());
            sink.add(UNCOMPRESSED, row.bytes(1), uuid, row.name());
        }
        for (var row : rows(path + "errors", false)) {
            sink.add(ERRORS, row.bytes(0), uuid, row.name());
        }
        for (String counter : sys.list(path + "counters")) {
            writeCounter(path + "counters/" + counter, uuid, counter, sink);
        }
        for (var row : rows(path + "btree_write_stats", true)) {
            sink.add(BTREE_WRITES, row.bytes(0), uuid, row.name());
            sink.add(BTREE_WRITE_SIZE, row.bytes(1), uuid, row.name());
        }
        for (String name : sys.list(path)) {
            if (name.startsWith("dev-")) {
                writeDevice(path + name + "/", uuid, name.substring(4), sink);
            }
        }
    }

    private void writeCounter(String path, String uuid, String name, SampleSink sink)
            throws IOException {
        var value = sys.read(path, Bcachefs::sinceCreation);
        sink.add(
                counters.computeIfAbsent(
                        name, n -> COUNTER.named(n.replaceAll("_*[^0-9A-Za-z_]+_*", "_"))),
                value,
                uuid);
    }

    private void writeDevice(String path, String uuid, String device, SampleSink sink)
            throws IOException {
        sink.add(
                DEVICE_INFO,
                1,
                uuid,
                device,
                sys.attribute(path + "label").orElse(""),
                sys.attribute(path + "state").orElse(""));
        writeSize(BUCKET_SIZE, path + "bucket_size", sink, uuid, device);
        writeSize(BUCKETS, path + "nbuckets", sink, uuid, device);
        writeSize(DURABILITY, path + "durability", sink, uuid, device);
        for (var done : sys.find(path + "io_done", IoDone::parse).orElse(List.of())) {
            sink.add(IO_DONE, done.bytes(), uuid, device, done.operation(), done.dataType());
        }
        var errors = sys.find(path + "io_errors", IoDone::parseErrors).orElse(Map.of());
        errors.forEach((type, count) -> sink.add(IO_ERRORS, count, uuid, device, type));
    }

    private void writeSize(Family family, String path, SampleSink sink, String... labels)
            throws IOException {
        sys.find(path, Row::only)
                .orElse(OptionalDouble.empty())
                .ifPresent(value -> sink.add(family, value, labels));
    }

    private List<Row> rows(String path, boolean hasHead) throws IOException {
        return sys.find(path, text -> Row.parse(text, hasHead)).orElse(List.of());
    }

    /** {@code since filesystem creation: 74696} is what a counter is. */
    private static double sinceCreation(Text text) {
        while (text.nextLine()) {
            if (text.startsWith("since filesystem creation")) {
                text.until(':');
                return Row.bytes(text);
            }
        }
        throw text.malformed("no line 'since filesystem creation:'");
    }

    private static Family gauge(String name, String help, String... labels) {
        return Family.gauge(GROUP, "node_bcachefs_" + name, help, withUuid(labels));
    }

    private static Family counter(String name, String help, String... labels) {
        return Family.counter(GROUP, "node_bcachefs_" + name, help, withUuid(labels));
    }

    private static String[] withUuid(String[] labels) {
        var all = new String[labels.length + 1];
        all[0] = "uuid";
        System.arraycopy(labels, 0, all, 1, labels.length);
        return all;
    }
}
