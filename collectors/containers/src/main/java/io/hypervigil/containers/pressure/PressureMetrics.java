package io.hypervigil.containers.pressure;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import io.hypervigil.containers.usage.UsageSink;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How long some tasks waited, and how long none could run. Version 2 alone has it, in a hybrid
 * where the kernel keeps it beside version 1.
 *
 * <pre>
 * container_pressure_cpu_waiting_seconds_total{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 22.98
 * container_pressure_memory_stalled_seconds_total{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 0.5
 * </pre>
 */
public final class PressureMetrics implements UsagePart {

    public static final Group GROUP =
            Group.on("containers.pressure", "pressure stall information of containers");

    private static final List<Resource> RESOURCES =
            List.of(
                    new Resource("cpu", "a CPU"),
                    new Resource("memory", "memory"),
                    new Resource("io", "input or output"));

    public static final List<Family> FAMILIES =
            RESOURCES.stream()
                    .flatMap(resource -> Stream.of(resource.waiting, resource.stalled))
                    .toList();

    private static final double MICROSECONDS = 1e6;

    private static final class Resource {

        private final String file;
        private final Family waiting;
        private final Family stalled;

        Resource(String name, String what) {
            file = name + ".pressure";
            waiting = counter(name, "waiting", "some task waited for " + what);
            stalled = counter(name, "stalled", "no task could run for want of " + what);
        }

        void write(Pressure pressure, UsageSink out) {
            out.add(waiting, pressure.someSeconds);
            out.add(stalled, pressure.fullSeconds);
        }
    }

    /** Of one resource. */
    record Pressure(OptionalDouble someSeconds, OptionalDouble fullSeconds) {

        private static final Pressure NONE =
                new Pressure(OptionalDouble.empty(), OptionalDouble.empty());

        static Pressure parse(Text text) {
            var some = OptionalDouble.empty();
            var full = OptionalDouble.empty();
            while (text.nextLine()) {
                if (text.startsWith("some ")) {
                    some = total(text);
                } else if (text.startsWith("full ")) {
                    full = total(text);
                }
            }
            return new Pressure(some, full);
        }

        /** Behind {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=}. */
        private static OptionalDouble total(Text text) {
            text.skip(4);
            if (!text.startsWith("total=")) {
                throw text.malformed("no total= in '" + text.line() + "'");
            }
            text.until('=');
            return OptionalDouble.of(text.unsigned() / MICROSECONDS);
        }
    }

    @Override
    public Reading read(Subject subject) {
        var cpu = read(subject, RESOURCES.get(0));
        var memory = read(subject, RESOURCES.get(1));
        var io = read(subject, RESOURCES.get(2));
        return out -> {
            RESOURCES.get(0).write(cpu, out);
            RESOURCES.get(1).write(memory, out);
            RESOURCES.get(2).write(io, out);
        };
    }

    private static Pressure read(Subject subject, Resource resource) {
        return subject.files()
                .findUnifiedIfMoving(resource.file, Pressure::parse)
                .orElse(Pressure.NONE);
    }

    private static Family counter(String resource, String how, String help) {
        return ContainerFamily.counter(
                GROUP,
                "container_pressure_" + resource + "_" + how + "_seconds_total",
                "Time in which " + help + ", from " + resource + ".pressure.");
    }
}
