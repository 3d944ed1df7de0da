package io.hypervigil.exposition;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The process's own metrics, by Micrometer, in the registry that holds the snapshots: the JVM, the
 * process in the names every Prometheus client uses, and what the web server adds.
 *
 * <p>Thread: any.
 */
public final class OwnMetrics implements AutoCloseable {

    private static final double CLOCK_TICKS_A_SECOND = 100;
    private static final double PAGE_BYTES = 4096;

    /** Unsigned 64 bits, all set, as other clients of Prometheus give it. */
    private static final double UNLIMITED = 0x1p64;

    // Deprecated in favour of client_java 1.x, which cannot share simpleclient's registry.
    @SuppressWarnings("deprecation")
    private final io.micrometer.prometheus.PrometheusMeterRegistry registry;

    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Meters are kept in the registry that holds the snapshots. */
    @SuppressWarnings("deprecation")
    public OwnMetrics(CollectorRegistry shared) {
        this.registry =
                new io.micrometer.prometheus.PrometheusMeterRegistry(
                        io.micrometer.prometheus.PrometheusConfig.DEFAULT, shared, Clock.SYSTEM);
    }

    /** Adds the meters of the JVM and of the process: called once all that is urgent is done. */
    public void bind() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmInfoMetrics().bindTo(registry);
        collections.bindTo(registry);
        bindProcess(new ProcessFiles(FileTree.at(Path.of("/proc/self"))));
    }

    /** Where the web server keeps its timers. */
    public MeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private void bindProcess(ProcessFiles process) {
        FunctionCounter.builder("process.cpu", process, ProcessFiles::cpuSeconds)
                .baseUnit("seconds")
                .description("CPU time of this process, user and system.")
                .register(registry);
        gauge("process.resident.memory", "bytes", process, ProcessFiles::residentBytes)
                .description("Resident memory of this process.")
                .register(registry);
        gauge("process.virtual.memory", "bytes", process, ProcessFiles::virtualBytes)
                .description("Virtual memory of this process.")
                .register(registry);
        gauge("process.virtual.memory.max", "bytes", process, ProcessFiles::maxVirtualBytes)
                .description("Virtual memory this process may take.")
                .register(registry);
        gauge("process.open.fds", "", process, ProcessFiles::openFiles)
                .description("Open file descriptors of this process.")
                .register(registry);
        gauge("process.max.fds", "", process, ProcessFiles::maxOpenFiles)
                .description("File descriptors this process may open.")
                .register(registry);
        gauge("process.start.time", "seconds", process, ProcessFiles::startSeconds)
                .description("When this process started, in seconds since 1970.")
                .register(registry);
    }

    private static Gauge.Builder<ProcessFiles> gauge(
            String name, String unit, ProcessFiles process, ToDoubleFunction<ProcessFiles> value) {
        var builder = Gauge.builder(name, process, value).strongReference(true);
        return unit.isEmpty() ? builder : builder.baseUnit(unit);
    }

    /** /proc/self; NaN where there is none. */
    private static final class ProcessFiles {

        private final FileTree self;

        ProcessFiles(FileTree self) {
            this.self = self;
        }

        double cpuSeconds() {
            return stat(14) / CLOCK_TICKS_A_SECOND + stat(15) / CLOCK_TICKS_A_SECOND;
        }

        double virtualBytes() {
            return stat(23);
        }

        double residentBytes() {
            return stat(24) * PAGE_BYTES;
        }

        double openFiles() {
            var open = self.list("fd");
            return open.isEmpty() ? Double.NaN : open.size();
        }

        double startSeconds() {
            return ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
        }

        synchronized double maxOpenFiles() {
            return read("limits", text -> limit(text, "Max open files"));
        }

        synchronized double maxVirtualBytes() {
            return read("limits", text -> limit(text, "Max address space"));
        }

        /** A field of stat, counted as proc(5) does, from 1. */
        private synchronized double stat(int field) {
            return read(
                    "stat",
                    text -> {
                        text.nextLine();
                        while (text.has(')')) {
                            text.until(')');
                        }
                        text.skip(field - 3);
                        return text.unsigned();
                    });
        }

        /** A soft limit; one that is not set is what the kernel's own numbers end with. */
        private static double limit(Text text, String name) {
            while (text.nextLine()) {
                if (text.startsWith(name)) {
                    // Each limit has three words and then its values.
                    text.skip(3);
                    var soft = text.field();
                    return soft.equals("unlimited") ? UNLIMITED : Double.parseDouble(soft);
                }
            }
            return Double.NaN;
        }

        private double read(String file, Function<Text, Double> parser) {
            try {
                return self.read(file, parser);
            } catch (IOException _) {
                return Double.NaN;
            }
        }
    }
}
