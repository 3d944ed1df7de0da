package io.hypervigil.libvirt.process;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import io.hypervigil.libvirt.domain.VirtFamily;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the process of a domain uses of the host.
 *
 * <pre>
 * libvirt_domain_process_cpu_seconds_total{domain="web",role="vcpu"} 1830.24
 * libvirt_domain_process_cpu_seconds_total{domain="web",role="emulator"} 41.07
 * libvirt_domain_process_resident_memory_bytes{domain="web"} 4.7923200e+07
 * </pre>
 */
public final class ProcessMetrics {

    public static final Group GROUP =
            Group.on("libvirt.process", "the QEMU processes of domains, from /proc/PID");

    static final String ALL_NAMES = "libvirt_domain_process_*";
    static final String IO_NAMES = "libvirt_domain_process_{read,write}_bytes_total";

    /** USER_HZ, the same on every architecture that QEMU gives domains. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Family INFO =
            gauge(
                    "info",
                    "The PID of the process, from libvirt's file or /proc; the value is 1",
                    "pid");
    private static final Family START =
            gauge("start_time_seconds", "When it was started, in seconds since 1970, from stat");
    private static final Family CPU =
            counter(
                    "cpu_seconds_total",
                    "CPU time by what its threads are there for, from task/TID/stat; emulator has"
                            + " all that has no other name",
                    "role");
    private static final Family THREADS =
            gauge("threads", "Threads by what they are there for, from task/TID/stat", "role");
    private static final Family RESIDENT =
            gauge("resident_memory_bytes", "Memory that it holds, huge pages apart, from status");
    private static final Family SWAP = gauge("swap_bytes", "Memory swapped out, from status");
    private static final Family HUGETLB =
            gauge("hugetlb_bytes", "Memory in huge pages that were set apart, from status");
    private static final Family FAULTS =
            counter("major_page_faults_total", "Pages that had to be read from a disk, from stat");
    private static final Family READ =
            counter("read_bytes_total", "Bytes that it had storage read, from io");
    private static final Family WRITE =
            counter("write_bytes_total", "Bytes that it had storage write, from io");
    private static final Family OPEN = gauge("open_fds", "Open file descriptors, from fd");
    private static final Family MOST_OPEN =
            gauge("max_fds", "File descriptors that it may open, from limits at its start");
    private static final Family OOM =
            gauge("oom_score", "How likely it is killed for want of memory, from oom_score");

    public static final List<Family> FAMILIES =
            List.of(
                    INFO, START, CPU, THREADS, RESIDENT, SWAP, HUGETLB, FAULTS, READ, WRITE, OPEN,
                    MOST_OPEN, OOM);

    private final FileTree proc;
    private OptionalLong bootSeconds = OptionalLong.empty();

    ProcessMetrics(FileTree proc) {
        this.proc = proc;
    }

    void write(String domain, ProcessReading reading, SampleSink sink) {
        sink.add(INFO, 1, domain, Long.toString(reading.process().pid()));
        bootSeconds()
                .ifPresent(
                        boot ->
                                sink.add(
                                        START,
                                        boot + seconds(reading.process().startTicks()),
                                        domain));
        for (ThreadRole role : ThreadRole.values()) {
            var ticks = reading.cpuTicks().get(role);
            if (ticks != null) {
                sink.add(CPU, seconds(ticks), domain, role.label());
                sink.add(THREADS, reading.threads().getOrDefault(role, 0), domain, role.label());
            }
        }
        write(RESIDENT, reading.memoryBytes().get("VmRSS"), domain, sink);
        write(SWAP, reading.memoryBytes().get("VmSwap"), domain, sink);
        write(HUGETLB, reading.memoryBytes().get("HugetlbPages"), domain, sink);
        sink.add(FAULTS, (double) reading.majorFaults(), domain);
        write(READ, reading.io().get("read_bytes"), domain, sink);
        write(WRITE, reading.io().get("write_bytes"), domain, sink);
        reading.openFiles().ifPresent(files -> sink.add(OPEN, (double) files, domain));
        reading.mostOpenFiles().ifPresent(files -> sink.add(MOST_OPEN, (double) files, domain));
        reading.oomScore().ifPresent(score -> sink.add(OOM, (double) score, domain));
    }

    private static void write(Family family, @Nullable Long value, String domain, SampleSink sink) {
        if (value != null) {
            sink.add(family, (double) value, domain);
        }
    }

    /** Read once; absent where /proc/stat cannot be read. */
    private OptionalLong bootSeconds() {
        if (bootSeconds.isEmpty()) {
            try {
                bootSeconds = proc.read("stat", ProcessMetrics::bootSeconds);
            } catch (IOException | MalformedTextException _) {
                return OptionalLong.empty();
            }
        }
        return bootSeconds;
    }

    private static OptionalLong bootSeconds(Text text) {
        while (text.nextLine()) {
            if (text.startsWith("btime ")) {
                text.skip(1);
                return OptionalLong.of(text.whole());
            }
        }
        return OptionalLong.empty();
    }

    private static double seconds(long ticks) {
        return ticks / TICKS_PER_SECOND;
    }

    private static Family gauge(String name, String help, String... labels) {
        return VirtFamily.gauge(GROUP, name(name), help(help), withDomain(labels));
    }

    private static Family counter(String name, String help, String... labels) {
        return VirtFamily.counter(GROUP, name(name), help(help), withDomain(labels));
    }

    private static String name(String name) {
        return "libvirt_domain_process_" + name;
    }

    private static String help(String help) {
        return help + "; of the QEMU process of the domain.";
    }

    private static String[] withDomain(String[] labels) {
        return Stream.concat(Stream.of("domain"), Arrays.stream(labels)).toArray(String[]::new);
    }
}
