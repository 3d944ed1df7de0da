package io.hypervigil.exposition;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;

/**
 * The process's own metrics: the JVM, the process in the names every Prometheus client uses, and
 * what the web server adds, most of them by Micrometer in the registry of the page.
 *
 * <p>Thread: any.
 */
public final class OwnMetrics implements AutoCloseable {

    // Deprecated in favour of client_java 1.x, which cannot share simpleclient's registry.
    @SuppressWarnings("deprecation")
    private final io.micrometer.prometheus.PrometheusMeterRegistry registry;

    private final MetricsPage page;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Meters are kept in the registry of the page. */
    @SuppressWarnings("deprecation")
    public OwnMetrics(MetricsPage page) {
        this.page = page;
        this.registry =
                new io.micrometer.prometheus.PrometheusMeterRegistry(
                        io.micrometer.prometheus.PrometheusConfig.DEFAULT,
                        page.registry(),
                        Clock.SYSTEM);
    }

    /** Adds the meters of the JVM and of the process: called once all that is urgent is done. */
    public void bind() {
        new JvmMemoryMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmInfoMetrics().bindTo(registry);
        collections.bindTo(registry);
        page.addOwn(new ThreadMetrics()::sample);
        page.addOwn(new ProcessMetrics()::sample);
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
}
