package io.hypervigil.host.bcache;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How well each bcache set caches.
 *
 * <pre>
 * node_bcache_cache_hits_total{uuid="deaddd54-…",backing_device="bdev0"} 546
 * node_bcache_dirty_data_bytes{uuid="deaddd54-…",backing_device="bdev0"} 0
 * </pre>
 */
public final class Bcache implements HostPart {

    public static final Group GROUP = Group.on("bcache", "the block cache, from /sys/fs/bcache");

    /** A file or line, what it counts in, and the family it becomes. */
    private record Counted(String source, double unit, Family family) {}

    private static final List<Counted> OF_SET =
            List.of(
                    set(
                            "average_key_size",
                            1,
                            "average_key_size_sectors",
                            "Sectors a key stands for"),
                    set("btree_cache_size", 1, "btree_cache_size_bytes", "Memory the btree takes"),
                    set(
                            "cache_available_percent",
                            1,
                            "cache_available_percent",
                            "Percent of the cache that is not dirty"),
                    set("congested", 1, "congested", "How congested the cache is"),
                    set(
                            "root_usage_percent",
                            1,
                            "root_usage_percent",
                            "Percent of the btree's root in use"),
                    set("tree_depth", 1, "tree_depth", "Depth of the btree"),
                    set(
                            "internal/active_journal_entries",
                            1,
                            "active_journal_entries",
                            "Journal entries newer than the index"),
                    set("internal/btree_nodes", 1, "btree_nodes", "Nodes of the btree"),
                    // The file counts microseconds; node_exporter, whose name this is, takes them
                    // for
                    // nanoseconds. Graphs show both beside each other, so they stay the same.
                    set(
                            "internal/btree_read_average_duration_us",
                            1e-9,
                            "btree_read_average_duration_seconds",
                            "Seconds a read of the btree takes on average"),
                    new Counted(
                            "internal/cache_read_races",
                            1,
                            Family.counter(
                                    GROUP,
                                    "node_bcache_cache_read_races_total",
                                    "Reads whose bucket was reused under them, from cache_read_races.",
                                    "uuid")));

    private static final Counted READAHEADS =
            counter("cache_readaheads", "cache_readaheads_total", "Readaheads", "backing_device");

    private static final List<Counted> OF_BACKING_DEVICE =
            List.of(
                    gauge(
                            "dirty_data",
                            "dirty_data_bytes",
                            "Bytes not yet written back",
                            "backing_device"),
                    counter(
                            "stats_total/bypassed",
                            "bypassed_bytes_total",
                            "Bytes that passed the cache by",
                            "backing_device"),
                    counter("stats_total/cache_hits", "cache_hits_total", "Hits", "backing_device"),
                    counter(
                            "stats_total/cache_misses",
                            "cache_misses_total",
                            "Misses",
                            "backing_device"),
                    counter(
                            "stats_total/cache_bypass_hits",
                            "cache_bypass_hits_total",
                            "Hits of what was to pass by",
                            "backing_device"),
                    counter(
                            "stats_total/cache_bypass_misses",
                            "cache_bypass_misses_total",
                            "Misses of what was to pass by",
                            "backing_device"),
                    counter(
                            "stats_total/cache_miss_collisions",
                            "cache_miss_collisions_total",
                            "Misses whose data was there before they could insert it",
                            "backing_device"));

    private static final List<Counted> OF_WRITEBACK =
            List.of(
                    gauge("target", "dirty_target_bytes", "Dirty bytes aimed at", "backing_device"),
                    gauge(
                            "rate",
                            "writeback_rate",
                            "Bytes written back a second",
                            "backing_device"),
                    gauge(
                            "proportional",
                            "writeback_rate_proportional_term",
                            "Proportional term of the writeback rate",
                            "backing_device"),
                    gauge(
                            "integral",
                            "writeback_rate_integral_term",
                            "Integral term of the writeback rate",
                            "backing_device"),
                    gauge(
                            "change",
                            "writeback_change",
                            "Last change of the writeback rate",
                            "backing_device"));

    private static final List<Counted> OF_CACHE_DEVICE =
            List.of(
                    gauge("io_errors", "io_errors", "Errors, fading with time", "cache_device"),
                    counter(
                            "metadata_written",
                            "metadata_written_bytes_total",
                            "Bytes of metadata written",
                            "cache_device"),
                    counter(
                            "written",
                            "written_bytes_total",
                            "Bytes of data written",
                            "cache_device"));

    private static final List<Counted> OF_PRIORITY =
            List.of(
                    gauge(
                            "Unused",
                            "priority_stats_unused_percent",
                            "Percent of the cache that holds nothing",
                            "cache_device"),
                    gauge(
                            "Metadata",
                            "priority_stats_metadata_percent",
                            "Percent of the cache that holds metadata",
                            "cache_device"));

    public static final List<Family> FAMILIES =
            Stream.of(
                            OF_SET,
                            OF_BACKING_DEVICE,
                            List.of(READAHEADS),
                            OF_WRITEBACK,
                            OF_CACHE_DEVICE,
                            OF_PRIORITY)
                    .flatMap(List::stream)
                    .map(Counted::family)
                    .toList();

    private final FileTree sys;
    private final BcacheSettings settings;

    public Bcache(FileTree sys, BcacheSettings settings) {
        this.sys = sys;
        this.settings = settings;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (String uuid : sys.list("fs/bcache")) {
            if (uuid.indexOf('-') > 0) {
                writeSet(uuid, sink);
            }
        }
    }

    private void writeSet(String uuid, SampleSink sink) throws IOException {
        var path = "fs/bcache/" + uuid + "/";
        writeFiles(OF_SET, path, sink, uuid);
        for (String name : sys.list(path)) {
            if (name.matches("bdev\\d.*")) {
                writeBackingDevice(path + name + "/", uuid, name, sink);
            } else if (name.matches("cache\\d.*")) {
                writeFiles(OF_CACHE_DEVICE, path + name + "/", sink, uuid, name);
                if (settings.priorityStats()) {
                    writeLines(OF_PRIORITY, path + name + "/priority_stats", sink, uuid, name);
                }
            }
        }
    }

    private void writeBackingDevice(String path, String uuid, String name, SampleSink sink)
            throws IOException {
        writeFiles(OF_BACKING_DEVICE, path, sink, uuid, name);
        // Newer kernels do not count them, older ones write 0 for the same.
        number(path + "stats_total/" + READAHEADS.source)
                .ifPresent(
                        count -> {
                            if (count > 0) {
                                sink.add(READAHEADS.family, count, uuid, name);
                            }
                        });
        writeLines(OF_WRITEBACK, path + "writeback_rate_debug", sink, uuid, name);
    }

    private void writeFiles(List<Counted> numbers, String path, SampleSink sink, String... labels) {
        for (Counted number : numbers) {
            number(path + number.source)
                    .ifPresent(value -> sink.add(number.family, value * number.unit, labels));
        }
    }

    private OptionalDouble number(String path) {
        return sys.attribute(path).map(HumanNumber::parse).orElse(OptionalDouble.empty());
    }

    private void writeLines(List<Counted> numbers, String path, SampleSink sink, String... labels)
            throws IOException {
        var lines = sys.find(path, Bcache::parse).orElse(Map.of());
        for (Counted number : numbers) {
            var value = lines.get(number.source);
            if (value != null) {
                sink.add(number.family, value * number.unit, labels);
            }
        }
    }

    /** Lines as {@code rate: 1.1M/sec}, {@code Unused: 99%}, {@code next io: -1ms}. */
    static Map<String, Double> parse(Text text) {
        var numbers = new HashMap<String, Double>();
        while (text.nextLine()) {
            if (text.has(':')) {
                var name = text.until(':');
                var value = text.rest().replaceFirst("(?:/sec|%|ms)$", "");
                HumanNumber.parse(value).ifPresent(number -> numbers.put(name, number));
            }
        }
        return numbers;
    }

    private static Counted set(String file, double unit, String name, String help) {
        return new Counted(
                file,
                unit,
                Family.gauge(
                        GROUP,
                        "node_bcache_" + name,
                        help + ", from " + lastOf(file) + ".",
                        "uuid"));
    }

    private static Counted gauge(String source, String name, String help, String label) {
        return new Counted(
                source,
                1,
                Family.gauge(
                        GROUP,
                        "node_bcache_" + name,
                        help + ", from " + lastOf(source) + ".",
                        "uuid",
                        label));
    }

    private static Counted counter(String source, String name, String help, String label) {
        return new Counted(
                source,
                1,
                Family.counter(
                        GROUP,
                        "node_bcache_" + name,
                        help + ", from " + lastOf(source) + ".",
                        "uuid",
                        label));
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
