package io.hypervigil.host.memory;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NamedFamilies;
import io.hypervigil.host.part.Numerals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The zones of memory: their size, watermarks, and what their pages are.
 *
 * <pre>
 * node_zoneinfo_nr_free_pages{node="0",zone="Normal"} 12345
 * node_zoneinfo_low_pages{node="0",zone="Normal"} 16000
 * node_zoneinfo_protection_2{node="0",zone="DMA"} 15824
 * </pre>
 */
public final class Zoneinfo implements HostPart {

    public static final Group GROUP = Group.off("zoneinfo", "zones of memory from /proc/zoneinfo");

    static final Family PROTECTION =
            Family.gauge(
                    GROUP,
                    "node_zoneinfo_protection_*",
                    "Pages kept from allocations that a higher zone could serve, from"
                            + " /proc/zoneinfo.",
                    "node",
                    "zone");

    /** The keys that are given, each with its family. */
    private static final Map<String, Family> BY_KEY = byKey();

    public static final List<Family> FAMILIES = families();

    private final FileTree proc;
    private final NamedFamilies protections = new NamedFamilies(PROTECTION);

    public Zoneinfo(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (Zone zone : proc.read("zoneinfo", Zoneinfo::parse)) {
            zone.pages.forEach((family, pages) -> sink.add(family, pages, zone.node, zone.name));
            for (int i = 0; i < zone.protection.size(); i++) {
                double pages = zone.protection.get(i);
                protections
                        .of(Numerals.of(i))
                        .ifPresent(family -> sink.add(family, pages, zone.node, zone.name));
            }
        }
    }

    /**
     * Blocks that begin with {@code Node 0, zone DMA}; what is of the whole node is in the first.
     */
    static List<Zone> parse(Text text) {
        var zones = new ArrayList<Zone>();
        while (text.nextLine()) {
            if (text.startsWith("Node ")) {
                text.skip(1);
                var node = text.until(',');
                text.skip(1);
                zones.add(new Zone(node, text.field(), new LinkedHashMap<>(), new ArrayList<>()));
            } else if (!zones.isEmpty() && text.hasField()) {
                addLine(text, zones.getLast());
            }
        }
        return zones;
    }

    private static void addLine(Text text, Zone zone) {
        var key = text.field();
        var family = BY_KEY.get(key);
        if (family != null && text.hasField()) {
            zone.pages.put(family, (double) text.whole());
        } else if (key.equals("protection:")) {
            text.until('(');
            while (text.has(',')) {
                zone.protection.add(toWhole(text.until(','), text));
            }
            zone.protection.add(toWhole(text.until(')'), text));
        }
    }

    private static double toWhole(String field, Text text) {
        return Text.of(field)
                .toNumber()
                .orElseThrow(() -> text.malformed("'" + field + "' is no number of pages"));
    }

    private static Map<String, Family> byKey() {
        var byKey = new LinkedHashMap<String, Family>();
        for (String key :
                List.of("min", "low", "high", "scanned", "spanned", "present", "managed")) {
            byKey.put(key, gauge(key, key + "_pages"));
        }
        for (String key :
                List.of(
                        "nr_free_pages",
                        "nr_active_anon",
                        "nr_inactive_anon",
                        "nr_isolated_anon",
                        "nr_anon_pages",
                        "nr_anon_transparent_hugepages",
                        "nr_active_file",
                        "nr_inactive_file",
                        "nr_isolated_file",
                        "nr_file_pages",
                        "nr_slab_reclaimable",
                        "nr_slab_unreclaimable",
                        "nr_mlock_stack",
                        "nr_mapped",
                        "nr_dirty",
                        "nr_writeback",
                        "nr_unevictable",
                        "nr_shmem")) {
            byKey.put(key, gauge(key, gaugeName(key)));
        }
        byKey.put("nr_kernel_stack", gauge("nr_kernel_stack", "nr_kernel_stacks"));
        for (String key :
                List.of(
                        "nr_dirtied",
                        "nr_written",
                        "numa_hit",
                        "numa_miss",
                        "numa_foreign",
                        "numa_interleave",
                        "numa_local",
                        "numa_other")) {
            byKey.put(key, counter(key));
        }
        return byKey;
    }

    /** The names that node_exporter made of the keys: with _pages, where it is not in them. */
    private static String gaugeName(String key) {
        return key.endsWith("_pages") || key.endsWith("_hugepages") ? key : key + "_pages";
    }

    private static Family gauge(String key, String name) {
        return Family.gauge(
                GROUP, "node_zoneinfo_" + name, key + " in /proc/zoneinfo.", "node", "zone");
    }

    private static Family counter(String key) {
        return Family.counter(
                GROUP,
                "node_zoneinfo_" + key + "_total",
                key + " in /proc/zoneinfo, since the machine started.",
                "node",
                "zone");
    }

    private static List<Family> families() {
        var families = new ArrayList<>(BY_KEY.values());
        families.add(PROTECTION);
        return List.copyOf(families);
    }

    record Zone(String node, String name, Map<Family, Double> pages, List<Double> protection) {}
}
