package io.hypervigil.host.cpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.host.jna.Unistd;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NameFilter;
import io.hypervigil.host.part.Numerals;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What each CPU spent its time on, whether it is online, isolated, throttled, and what it is.
 *
 * <pre>
 * node_cpu_seconds_total{cpu="0",mode="user"} 51.69
 * node_cpu_guest_seconds_total{cpu="0",mode="user"} 0
 * node_cpu_core_throttles_total{package="0",core="3"} 5
 * node_cpu_online{cpu="0"} 1
 * node_cpu_info{package="0",core="0",cpu="0",vendor="AuthenticAMD",family="25",…} 1
 * </pre>
 */
public final class Cpu implements HostPart {

    public static final Group GROUP =
            Group.on(
                    "cpu", "processors from /proc/stat, /proc/cpuinfo and /sys/devices/system/cpu");

    static final String FOLDER = "devices/system/cpu";

    static final Family SECONDS =
            Family.counter(
                    GROUP,
                    "node_cpu_seconds_total",
                    "Time a CPU spent in a mode, from /proc/stat.",
                    "cpu",
                    "mode");
    static final Family GUEST_SECONDS =
            Family.counter(
                    GROUP,
                    "node_cpu_guest_seconds_total",
                    "Time a CPU ran guests, which is within user and nice too, from /proc/stat.",
                    "cpu",
                    "mode");
    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_cpu_info",
                    "What a CPU is, from /proc/cpuinfo.",
                    "package",
                    "core",
                    "cpu",
                    "vendor",
                    "family",
                    "model",
                    "model_name",
                    "microcode",
                    "stepping",
                    "cachesize");
    static final Family FLAG_INFO =
            Family.gauge(
                    GROUP,
                    "node_cpu_flag_info",
                    "A flag of the first CPU, from /proc/cpuinfo.",
                    "flag");
    static final Family BUG_INFO =
            Family.gauge(
                    GROUP,
                    "node_cpu_bug_info",
                    "A bug of the first CPU, from /proc/cpuinfo.",
                    "bug");
    static final Family CORE_THROTTLES =
            Family.counter(
                    GROUP,
                    "node_cpu_core_throttles_total",
                    "Times a core was throttled, from thermal_throttle below"
                            + " /sys/devices/system/cpu.",
                    "package",
                    "core");
    static final Family PACKAGE_THROTTLES =
            Family.counter(
                    GROUP,
                    "node_cpu_package_throttles_total",
                    "Times a package was throttled, from thermal_throttle below"
                            + " /sys/devices/system/cpu.",
                    "package");
    static final Family ISOLATED =
            Family.gauge(
                    GROUP,
                    "node_cpu_isolated",
                    "A CPU that the scheduler leaves alone, from /sys/devices/system/cpu/isolated.",
                    "cpu");
    static final Family ONLINE =
            Family.gauge(
                    GROUP,
                    "node_cpu_online",
                    "Whether a CPU is online, where CPUs can be taken off.",
                    "cpu");

    public static final List<Family> FAMILIES =
            List.of(
                    SECONDS,
                    GUEST_SECONDS,
                    INFO,
                    FLAG_INFO,
                    BUG_INFO,
                    CORE_THROTTLES,
                    PACKAGE_THROTTLES,
                    ISOLATED,
                    ONLINE);

    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    private final FileTree proc;
    private final FileTree sys;
    private final CpuSettings settings;
    private final boolean givesFrequency;
    private final NameFilter flags;
    private final NameFilter bugs;
    private final double ticksPerSecond = Unistd.ticksPerSecond();
    private final CpuTimes times = new CpuTimes(Unistd.ticksPerSecond());
    private final Throttles throttles;

    /**
     * @param givesFrequency whether the group of frequencies is on
     */
    public Cpu(HostFiles files, CpuSettings settings, boolean givesFrequency) {
        this.proc = files.proc();
        this.sys = files.sys();
        this.settings = settings;
        this.givesFrequency = givesFrequency;
        this.flags = NameFilter.including(settings.infoFlagsInclude());
        this.bugs = NameFilter.including(settings.infoBugsInclude());
        this.throttles = new Throttles(sys);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        if (settings.wantsInfo()) {
            writeInfo(proc.read("cpuinfo", CpuInfo::parse), sink);
        }
        writeTimes(times.advance(proc.read("stat", CpuTimes::parse)), sink);
        writeIsolated(sink);
        var cpus = folders(sys);
        throttles.sample(cpus, sink);
        writeOnline(cpus, sink);
    }

    /** The folders of the CPUs there are: {@code cpu0}, {@code cpu1}. */
    static List<String> folders(FileTree sys) {
        return sys.list(FOLDER).stream().filter(Cpu::isCpu).toList();
    }

    private static boolean isCpu(String name) {
        return name.length() > 3 && name.startsWith("cpu") && Character.isDigit(name.charAt(3));
    }

    private void writeInfo(CpuInfo info, SampleSink sink) {
        for (CpuInfo.Processor cpu : info.processors()) {
            sink.add(
                    INFO,
                    1,
                    cpu.packageId(),
                    cpu.core(),
                    cpu.number(),
                    cpu.vendor(),
                    cpu.family(),
                    cpu.model(),
                    cpu.modelName(),
                    cpu.microcode(),
                    cpu.stepping(),
                    cpu.cacheSize());
            if (givesFrequency && cpu.megahertz().isPresent()) {
                sink.add(
                        CpuFreq.FREQUENCY_BY_CORE,
                        cpu.megahertz().getAsDouble() * HERTZ_PER_MEGAHERTZ,
                        cpu.packageId(),
                        cpu.core(),
                        cpu.number());
            }
        }
        if (!settings.infoFlagsInclude().isEmpty()) {
            info.flags().stream()
                    .filter(flags::accepts)
                    .forEach(flag -> sink.add(FLAG_INFO, 1, flag));
        }
        if (!settings.infoBugsInclude().isEmpty()) {
            info.bugs().stream().filter(bugs::accepts).forEach(bug -> sink.add(BUG_INFO, 1, bug));
        }
    }

    private void writeTimes(Map<Integer, long[]> ticksByCpu, SampleSink sink) {
        for (var entry : ticksByCpu.entrySet()) {
            var cpu = Numerals.of(entry.getKey());
            var ticks = entry.getValue();
            for (int mode = 0; mode < CpuTimes.MODES.length; mode++) {
                sink.add(SECONDS, ticks[mode] / ticksPerSecond, cpu, CpuTimes.MODES[mode]);
            }
            if (settings.guest()) {
                sink.add(GUEST_SECONDS, ticks[CpuTimes.GUEST] / ticksPerSecond, cpu, "user");
                sink.add(GUEST_SECONDS, ticks[CpuTimes.GUEST_NICE] / ticksPerSecond, cpu, "nice");
            }
        }
    }

    private void writeIsolated(SampleSink sink) throws IOException {
        for (int cpu : sys.find(FOLDER + "/isolated", CpuList::parse).orElse(List.of())) {
            sink.add(ISOLATED, 1, Numerals.of(cpu));
        }
    }

    /**
     * Most x86 kernels cannot take the first CPU off: then nothing is said of the others either.
     */
    private void writeOnline(List<String> cpus, SampleSink sink) {
        if (cpus.isEmpty() || !sys.exists(onlineFile(cpus.getFirst()))) {
            return;
        }
        for (String cpu : cpus) {
            long isOnline = sys.wholeAttribute(onlineFile(cpu)).orElse(0);
            sink.add(ONLINE, isOnline == 1 ? 1 : 0, cpu.substring(3));
        }
    }

    private static String onlineFile(String cpu) {
        return FOLDER + "/" + cpu + "/online";
    }
}
