package io.hypervigil.host.load;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long tasks waited for a resource (some) and how long nothing else ran meanwhile (full).
 *
 * <pre>
 * node_pressure_cpu_waiting_seconds_total 22.98
 * node_pressure_io_stalled_seconds_total 4.93
 * node_pressure_memory_waiting_seconds_total 0
 * </pre>
 */
public final class Pressure implements HostPart {

    public static final Group GROUP =
            Group.on("pressure", "pressure stall information from /proc/pressure");

    static final Family CPU_WAITING = waiting("cpu", "a CPU");
    static final Family IO_WAITING = waiting("io", "input or output");
    static final Family IO_STALLED = stalled("io", "input or output");
    static final Family MEMORY_WAITING = waiting("memory", "memory");
    static final Family MEMORY_STALLED = stalled("memory", "memory");
    static final Family IRQ_STALLED = stalled("irq", "interrupts");

    public static final List<Family> FAMILIES =
            List.of(
                    CPU_WAITING,
                    IO_WAITING,
                    IO_STALLED,
                    MEMORY_WAITING,
                    MEMORY_STALLED,
                    IRQ_STALLED);

    private static final double MICROSECONDS = 1e6;

    /** What there is for a resource; the kernel's "full" of the CPU is always 0 and not given. */
    private static final List<Resource> RESOURCES =
            List.of(
                    new Resource("cpu", List.of(CPU_WAITING), List.of()),
                    new Resource("io", List.of(IO_WAITING), List.of(IO_STALLED)),
                    new Resource("memory", List.of(MEMORY_WAITING), List.of(MEMORY_STALLED)),
                    new Resource("irq", List.of(), List.of(IRQ_STALLED)));

    private final FileTree proc;

    private record Resource(String file, List<Family> some, List<Family> full) {}

    public Pressure(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        int found = 0;
        for (Resource resource : RESOURCES) {
            var total = find(resource.file);
            if (total.isPresent()) {
                write(resource, total.get(), sink);
                found++;
            }
        }
        if (found == 0) {
            throw new NotHere("/proc/pressure: Linux 4.20 or newer with CONFIG_PSI has it");
        }
    }

    private Optional<Reading> find(String file) throws IOException {
        try {
            return proc.find("pressure/" + file, Pressure::parse);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Operation not supported")) {
                throw new NotHere(
                        "/proc/pressure is switched off: psi=1 on the kernel's command line");
            }
            throw e;
        }
    }

    private static void write(Resource resource, Reading total, SampleSink sink) {
        for (Family family : resource.some) {
            total.someMicros.ifPresent(micros -> sink.add(family, micros / MICROSECONDS));
        }
        for (Family family : resource.full) {
            total.fullMicros.ifPresent(micros -> sink.add(family, micros / MICROSECONDS));
        }
    }

    static Reading parse(Text text) {
        var some = OptionalDouble.empty();
        var full = OptionalDouble.empty();
        while (text.nextLine()) {
            if (text.startsWith("some")) {
                some = OptionalDouble.of(total(text));
            } else if (text.startsWith("full")) {
                full = OptionalDouble.of(total(text));
            }
        }
        return new Reading(some, full);
    }

    /** Behind {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=}. */
    private static double total(Text text) {
        text.skip(4);
        if (!text.startsWith("total=")) {
            throw text.malformed("no total= in '" + text.line() + "'");
        }
        text.until('=');
        return text.unsigned();
    }

    private static Family waiting(String resource, String what) {
        return Family.counter(
                GROUP,
                "node_pressure_" + resource + "_waiting_seconds_total",
                "Time in which some task waited for "
                        + what
                        + ", from /proc/pressure/"
                        + resource
                        + ".");
    }

    private static Family stalled(String resource, String what) {
        return Family.counter(
                GROUP,
                "node_pressure_" + resource + "_stalled_seconds_total",
                "Time in which no task could run for want of "
                        + what
                        + ", from /proc/pressure/"
                        + resource
                        + ".");
    }

    record Reading(OptionalDouble someMicros, OptionalDouble fullMicros) {}
}
