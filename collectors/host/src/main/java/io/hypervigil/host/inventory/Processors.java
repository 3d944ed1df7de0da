package io.hypervigil.host.inventory;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads /proc/cpuinfo, as far as it tells which processors there are. */
final class Processors {

    private Processors() {}

    /**
     * What a processor is, by its maker's numbers; "" for what is not said.
     *
     * @param vendor {@code GenuineIntel}; on Arm the implementer's number, {@code 0x41}
     * @param name as it calls itself; Arm processors do not
     * @param family of its maker; on Arm the architecture
     * @param model within the family; on Arm the part
     * @param stepping of the model; on Arm variant and patch, {@code r3p1}
     */
    record Design(String vendor, String name, String family, String model, String stepping) {

        private static Design of(Map<String, String> fields) {
            if (fields.containsKey("CPU implementer")) {
                return new Design(
                        fields.getOrDefault("CPU implementer", ""),
                        fields.getOrDefault("model name", ""),
                        fields.getOrDefault("CPU architecture", ""),
                        fields.getOrDefault("CPU part", ""),
                        armRevision(fields));
            }
            return new Design(
                    fields.getOrDefault("vendor_id", ""),
                    fields.getOrDefault("model name", ""),
                    fields.getOrDefault("cpu family", ""),
                    fields.getOrDefault("model", ""),
                    fields.getOrDefault("stepping", ""));
        }

        private static String armRevision(Map<String, String> fields) {
            var variant = fields.getOrDefault("CPU variant", "");
            var revision = fields.getOrDefault("CPU revision", "");
            return variant.startsWith("0x")
                    ? "r" + variant.substring(2) + "p" + revision
                    : revision;
        }
    }

    /**
     * A hardware thread.
     *
     * @param number its own
     * @param packageNumber of its processor; "" where cpuinfo does not say
     * @param core within the processor; "" likewise
     */
    record HardwareThread(String number, String packageNumber, String core, Design design) {}

    /** A processor as it is plugged in. */
    record Processor(String number, Design design, int cores, int threads) {}

    static List<HardwareThread> parse(Text text) {
        var threads = new ArrayList<HardwareThread>();
        var fields = new HashMap<String, String>();
        while (text.nextLine()) {
            if (!text.has(':')) {
                continue;
            }
            var name = text.until(':');
            if (name.equals("processor")) {
                flush(fields, threads);
            }
            fields.put(name, text.rest());
        }
        flush(fields, threads);
        return threads;
    }

    private static void flush(Map<String, String> fields, List<HardwareThread> threads) {
        var number = fields.get("processor");
        if (number != null) {
            threads.add(
                    new HardwareThread(
                            number,
                            fields.getOrDefault("physical id", ""),
                            fields.getOrDefault("core id", ""),
                            Design.of(fields)));
        }
        fields.clear();
    }

    /** The processors that the threads belong to, by number; /sys tells where cpuinfo does not. */
    static List<Processor> packages(List<HardwareThread> threads, FileTree sys) {
        var byPackage = new TreeMap<String, List<HardwareThread>>();
        for (HardwareThread thread : threads) {
            var topology = "devices/system/cpu/cpu" + thread.number + "/topology/";
            var number = said(thread.packageNumber, sys, topology + "physical_package_id", "0");
            var core = said(thread.core, sys, topology + "core_id", thread.number);
            byPackage
                    .computeIfAbsent(number, _ -> new ArrayList<>())
                    .add(new HardwareThread(thread.number, number, core, thread.design));
        }
        var packages = new ArrayList<Processor>();
        byPackage.forEach(
                (number, members) -> {
                    var cores = new HashSet<String>();
                    members.forEach(member -> cores.add(member.core));
                    var design = members.getFirst().design;
                    packages.add(new Processor(number, design, cores.size(), members.size()));
                });
        return packages;
    }

    private static String said(String inCpuinfo, FileTree sys, String file, String otherwise) {
        return inCpuinfo.isEmpty() ? sys.attribute(file).orElse(otherwise) : inCpuinfo;
    }
}
