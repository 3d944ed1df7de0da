package io.hypervigil.host.cpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The frequency of each CPU, its limits, and who sets it.
 *
 * <pre>
 * node_cpu_frequency_max_hertz{cpu="0"} 3.4e+09
 * node_cpu_scaling_frequency_hertz{cpu="0"} 1.500083e+09
 * node_cpu_scaling_governor{cpu="0",governor="performance"} 1
 * node_cpu_scaling_governor{cpu="0",governor="powersave"} 0
 * </pre>
 */
public final class CpuFreq implements HostPart {

    public static final Group GROUP =
            Group.on("cpufreq", "frequencies from /sys/devices/system/cpu/cpu*/cpufreq");

    /** Open since /proc/cpuinfo tells it by package and core, and cpufreq by CPU alone. */
    static final Family FREQUENCY =
            Family.gauge(
                    GROUP,
                    "node_cpu_frequency_hertz",
                    "Frequency of a CPU, from cpufreq or /proc/cpuinfo.",
                    "*");

    static final Family FREQUENCY_BY_CORE = FREQUENCY.withLabels(List.of("package", "core", "cpu"));

    static final Family FREQUENCY_BY_CPU = FREQUENCY.withLabels(List.of("cpu"));
    static final Family MIN = hertz("frequency_min", "Lowest frequency of a CPU");
    static final Family MAX = hertz("frequency_max", "Highest frequency of a CPU");
    static final Family SCALING =
            hertz("scaling_frequency", "Frequency the governor runs a CPU at");
    static final Family SCALING_MIN =
            hertz("scaling_frequency_min", "Lowest frequency the governor may choose");
    static final Family SCALING_MAX =
            hertz("scaling_frequency_max", "Highest frequency the governor may choose");
    static final Family GOVERNOR =
            Family.gauge(
                    GROUP,
                    "node_cpu_scaling_governor",
                    "Whether a governor is the one that sets a CPU's frequency, from"
                            + " scaling_governor below /sys/devices/system/cpu.",
                    "cpu",
                    "governor");

    public static final List<Family> FAMILIES =
            List.of(FREQUENCY, MIN, MAX, SCALING, SCALING_MIN, SCALING_MAX, GOVERNOR);

    private static final double HERTZ_PER_KILOHERTZ = 1000;

    private static final List<Attribute> ATTRIBUTES =
            List.of(
                    new Attribute("cpuinfo_cur_freq", FREQUENCY_BY_CPU),
                    new Attribute("cpuinfo_min_freq", MIN),
                    new Attribute("cpuinfo_max_freq", MAX),
                    new Attribute("scaling_cur_freq", SCALING),
                    new Attribute("scaling_min_freq", SCALING_MIN),
                    new Attribute("scaling_max_freq", SCALING_MAX));

    private final FileTree sys;
    private final Path cpuinfo;

    /** A file with kilohertz. */
    private record Attribute(String file, Family family) {}

    public CpuFreq(HostFiles files) {
        this.sys = files.sys();
        this.cpuinfo = files.proc().root().resolve("cpuinfo");
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var offline = Set.copyOf(sys.read(Cpu.FOLDER + "/offline", CpuList::parse));
        var cpus = Cpu.folders(sys);
        if (cpus.isEmpty()) {
            throw new NotHere("no CPU below " + sys.root().resolve(Cpu.FOLDER));
        }
        takeSamples();
        for (String cpu : cpus) {
            var folder = Cpu.FOLDER + "/" + cpu + "/cpufreq";
            var number = cpu.substring(3);
            if (!offline.contains(Integer.valueOf(number)) && sys.exists(folder)) {
                sample(folder + "/", number, sink);
            }
        }
    }

    /**
     * Before Linux 5.18 each busy CPU's frequency is answered 10 ms late, unless it was sampled
     * within the last second: 128 of them take 1.3 s. Opening /proc/cpuinfo, without reading it,
     * samples all of them at once.
     */
    private void takeSamples() {
        try {
            Files.newInputStream(cpuinfo).close();
        } catch (IOException _) {
            // Then they are late.
        }
    }

    private void sample(String folder, String cpu, SampleSink sink) {
        for (Attribute attribute : ATTRIBUTES) {
            // Asked first: what a driver does not have would cost an exception a CPU and round.
            if (sys.exists(folder + attribute.file)) {
                sys.wholeAttribute(folder + attribute.file)
                        .ifPresent(
                                kilohertz ->
                                        sink.add(
                                                attribute.family,
                                                kilohertz * HERTZ_PER_KILOHERTZ,
                                                cpu));
            }
        }
        var governor = sys.attribute(folder + "scaling_governor").orElse("");
        if (!governor.isEmpty()) {
            var available = sys.attribute(folder + "scaling_available_governors").orElse(governor);
            for (String candidate : available.split(" ", -1)) {
                sink.add(GOVERNOR, candidate.equals(governor) ? 1 : 0, cpu, candidate);
            }
        }
    }

    private static Family hertz(String name, String what) {
        return Family.gauge(
                GROUP,
                "node_cpu_" + name + "_hertz",
                what + ", from cpufreq below /sys/devices/system/cpu.",
                "cpu");
    }
}
