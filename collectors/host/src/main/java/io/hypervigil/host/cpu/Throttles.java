package io.hypervigil.host.cpu;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How often cores and packages were slowed down by their heat. The hyperthreads of a core share its
 * count, so one of them is read.
 */
final class Throttles {

    private final FileTree sys;
    private List<String> knownCpus = List.of();
    private List<Counter> counters = List.of();

    /** A file that counts for a core, or for a package where core is "". */
    private record Counter(String file, String packageId, String core) {}

    Throttles(FileTree sys) {
        this.sys = sys;
    }

    /** Reads the counters; where they are is looked for again when CPUs came or went. */
    void sample(List<String> onlineCpus, SampleSink sink) {
        if (!onlineCpus.equals(knownCpus)) {
            counters = counters(onlineCpus);
            knownCpus = onlineCpus;
        }
        for (Counter counter : counters) {
            sys.wholeAttribute(counter.file).ifPresent(count -> write(counter, count, sink));
        }
    }

    private static void write(Counter counter, long count, SampleSink sink) {
        if (counter.core.isEmpty()) {
            sink.add(Cpu.PACKAGE_THROTTLES, (double) count, counter.packageId);
        } else {
            sink.add(Cpu.CORE_THROTTLES, (double) count, counter.packageId, counter.core);
        }
    }

    private List<Counter> counters(List<String> cpus) {
        var found = new ArrayList<Counter>();
        var seen = new HashSet<List<String>>();
        for (String cpu : cpus) {
            var folder = Cpu.FOLDER + "/" + cpu;
            var packageId = sys.wholeAttribute(folder + "/topology/physical_package_id");
            var core = sys.wholeAttribute(folder + "/topology/core_id");
            if (isKnown(packageId) && isKnown(core)) {
                var packageText = Long.toString(packageId.getAsLong());
                var coreText = Long.toString(core.getAsLong());
                var heat = folder + "/thermal_throttle/";
                addNew(
                        new Counter(heat + "core_throttle_count", packageText, coreText),
                        seen,
                        found);
                addNew(new Counter(heat + "package_throttle_count", packageText, ""), seen, found);
            }
        }
        return found;
    }

    /** Where the firmware does not say, the kernel says -1. */
    private static boolean isKnown(OptionalLong id) {
        return id.isPresent() && id.getAsLong() >= 0;
    }

    private void addNew(Counter counter, Set<List<String>> seen, List<Counter> found) {
        if (sys.exists(counter.file) && seen.add(List.of(counter.packageId, counter.core))) {
            found.add(counter);
        }
    }
}
