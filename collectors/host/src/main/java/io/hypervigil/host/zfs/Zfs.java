package io.hypervigil.host.zfs;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What ZFS counts of itself, of its pools and of their datasets.
 *
 * <pre>
 * node_zfs_arc_hits 8.772612e+06
 * node_zfs_zpool_dataset_nread{zpool="tank",dataset="tank/vm"} 28
 * node_zfs_zpool_state{zpool="tank",state="online"} 1
 * </pre>
 */
public final class Zfs implements HostPart {

    public static final Group GROUP = Group.on("zfs", "ZFS statistics from /proc/spl/kstat/zfs");

    private static final String BASE = "spl/kstat/zfs";

    /** A file of named values, and what its metrics begin with. */
    private record Source(String file, Family pattern) {}

    private static final List<Source> SOURCES =
            List.of(
                    source("abdstats", "abd"),
                    source("arcstats", "arc"),
                    source("dbufstats", "dbuf"),
                    source("dmu_tx", "dmu_tx"),
                    source("dnodestats", "dnode"),
                    source("fm", "fm"),
                    source("vdev_cache_stats", "vdev_cache"),
                    source("vdev_mirror_stats", "vdev_mirror"),
                    source("xuio_stats", "xuio"),
                    source("zfetchstats", "zfetch"),
                    source("zil", "zil"));

    static final Family POOL =
            Family.untyped(
                    GROUP,
                    "node_zfs_zpool_*",
                    "A number of a pool, from the file io of /proc/spl/kstat/zfs/POOL.",
                    "zpool");
    static final Family DATASET =
            Family.untyped(
                    GROUP,
                    "node_zfs_zpool_dataset_*",
                    "A number of a dataset, from a file objset of /proc/spl/kstat/zfs/POOL.",
                    "zpool",
                    "dataset");
    static final Family STATE =
            Family.gauge(
                    GROUP,
                    "node_zfs_zpool_state",
                    "Whether a pool is in a state, from /proc/spl/kstat/zfs/POOL/state.",
                    "zpool",
                    "state");

    public static final List<Family> FAMILIES = families();

    private static final List<String> STATES =
            List.of("online", "degraded", "faulted", "offline", "removed", "unavail", "suspended");

    private final FileTree proc;

    /** The families found so far, by pattern and name: a family is the key of its series. */
    private final Map<Family, Map<String, Family>> found = new HashMap<>();

    public Zfs(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        if (!proc.exists(BASE)) {
            throw new NotHere("no ZFS: " + proc.root() + "/" + BASE + " does not exist");
        }
        for (Source source : SOURCES) {
            var kstat = proc.find(BASE + "/" + source.file, Kstat::parse);
            if (kstat.isPresent()) {
                write(source.pattern, kstat.get(), sink);
            }
        }
        for (String pool : proc.list(BASE)) {
            writePool(pool, sink);
        }
    }

    private void writePool(String pool, SampleSink sink) throws IOException {
        var path = BASE + "/" + pool + "/";
        for (String file : proc.list(path)) {
            if (file.equals("io")) {
                write(POOL, proc.read(path + file, Kstat::parseColumns), sink, pool);
            } else if (file.startsWith("objset-")) {
                // A dataset may be unmounted between the listing and the reading.
                var kstat = proc.find(path + file, Kstat::parse);
                if (kstat.isPresent()) {
                    write(DATASET, kstat.get(), sink, pool, kstat.get().dataset());
                }
            } else if (file.equals("state")) {
                proc.attribute(path + file).ifPresent(state -> writeState(pool, state, sink));
            }
        }
    }

    private static void writeState(String pool, String state, SampleSink sink) {
        var actual = state.toLowerCase(Locale.ROOT);
        for (String possible : STATES) {
            sink.add(STATE, possible.equals(actual) ? 1 : 0, pool, possible);
        }
    }

    private void write(Family pattern, Kstat kstat, SampleSink sink, String... labels) {
        var known = found.computeIfAbsent(pattern, _ -> new HashMap<>());
        for (Kstat.Value value : kstat.values()) {
            var family =
                    known.computeIfAbsent(
                            value.name(), name -> pattern.named(name.replace('-', '_')));
            sink.add(family, value.number(), labels);
        }
    }

    private static Source source(String file, String name) {
        return new Source(
                file,
                Family.untyped(
                        GROUP,
                        "node_zfs_" + name + "_*",
                        "A number of ZFS, from /proc/spl/kstat/zfs/" + file + "."));
    }

    private static List<Family> families() {
        var families = new ArrayList<Family>();
        SOURCES.forEach(source -> families.add(source.pattern));
        families.addAll(List.of(POOL, DATASET, STATE));
        return List.copyOf(families);
    }
}
