package io.hypervigil.host.power;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.SysDevice;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Energy that processors and their memory took, as the processor counts it.
 *
 * <pre>
 * node_rapl_package_joules_total{index="0",path="/sys/class/powercap/intel-rapl:0"} 240422.366267
 * </pre>
 *
 * <p>Since CVE-2020-8694 only root may read it.
 */
public final class Rapl implements HostPart {

    public static final Group GROUP =
            Group.on("rapl", "energy of processors, from /sys/class/powercap");

    static final Family OF_ZONE =
            Family.counter(
                    GROUP,
                    "node_rapl_*_joules_total",
                    "Energy a RAPL zone took, from /sys/class/powercap/ZONE/energy_uj.",
                    "index",
                    "path");
    static final Family BY_LABEL =
            Family.counter(
                    GROUP,
                    "node_rapl_joules_total",
                    "Energy a RAPL zone took, from /sys/class/powercap/ZONE/energy_uj.",
                    "index",
                    "path",
                    "rapl_zone");

    public static final List<Family> FAMILIES = List.of(OF_ZONE, BY_LABEL);

    private static final String FOLDER = "class/powercap";
    private static final Pattern NOT_IN_NAMES = Pattern.compile("_*[^0-9A-Za-z_]+_*");

    private final FileTree sys;
    private final Settings settings;
    private final Map<String, Family> families = new HashMap<>();

    /**
     * @param enableZoneLabel one family for all zones, told apart by a label
     */
    public record Settings(
            @Setting(help = "one family for all zones, with the zone as label rapl_zone")
                    boolean enableZoneLabel) {}

    public Rapl(FileTree sys, Settings settings) {
        this.sys = sys;
        this.settings = settings;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var used = new HashMap<String, Integer>();
        for (SysDevice listed : SysDevice.in(sys, FOLDER)) {
            var name = sys.attribute(listed.file("name"));
            if (name.isPresent()) {
                var zone = Zone.of(name.get(), used);
                sample(listed, zone, sink);
            }
        }
    }

    private void sample(SysDevice listed, Zone zone, SampleSink sink) throws IOException {
        var microjoules = microjoules(listed.file("energy_uj"));
        var path = sys.root().resolve(FOLDER).resolve(listed.name()).toString();
        var index = Integer.toString(zone.index);
        if (settings.enableZoneLabel) {
            sink.add(BY_LABEL, microjoules / 1_000_000.0, index, path, zone.name);
        } else {
            sink.add(
                    families.computeIfAbsent(zone.name, Rapl::family),
                    microjoules / 1_000_000.0,
                    index,
                    path);
        }
    }

    private double microjoules(String file) throws IOException {
        try {
            return sys.read(file, Rapl::count);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("(Permission denied)")) {
                throw new NotHere(e.getMessage() + ": only root may read energies");
            }
            throw e;
        }
    }

    static double count(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("empty, microjoules expected");
        }
        return text.unsigned();
    }

    private static Family family(String zone) {
        return OF_ZONE.named(NOT_IN_NAMES.matcher(zone).replaceAll("_"));
    }

    /**
     * @param name without its number
     * @param index the number behind the name, else how many zones of that name came before
     */
    record Zone(String name, int index) {

        /** {@code package-1} is zone 1 of {@code package}; the second {@code dram} is zone 1. */
        static Zone of(String name, Map<String, Integer> used) {
            var zone = split(name, used);
            used.put(zone.name, zone.index + 1);
            return zone;
        }

        private static Zone split(String name, Map<String, Integer> used) {
            var parts = name.split("-", -1);
            if (parts.length == 2) {
                try {
                    return new Zone(parts[0], Integer.parseInt(parts[1]));
                } catch (NumberFormatException _) {
                    // The part behind the dash belongs to the name: dram-ch.
                }
            }
            return new Zone(name, used.getOrDefault(name, 0));
        }
    }
}
