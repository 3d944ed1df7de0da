package io.hypervigil.exposition;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * How the last reading of the configuration went.
 *
 * <pre>
 * hypervigil_config_last_reload_successful 1
 * hypervigil_config_last_reload_success_timestamp_seconds 1795235111.4
 * </pre>
 *
 * <p>Thread: any.
 */
public final class ReloadMetrics {

    private final InstantSource clock;
    private volatile boolean isLastSuccessful = true;
    private volatile double lastSuccessSeconds;

    public ReloadMetrics(InstantSource clock) {
        this.clock = clock;
        this.lastSuccessSeconds = clock.millis() / 1e3;
    }

    /** Adds the meters: called once all that is urgent is done. */
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "hypervigil.config.last.reload.successful",
                        this,
                        self -> self.isLastSuccessful ? 1 : 0)
                .description("Whether the last reading of the configuration was taken.")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "hypervigil.config.last.reload.success.timestamp",
                        this,
                        self -> self.lastSuccessSeconds)
                .description("When a configuration was last taken, in seconds since 1970.")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    /** A configuration was taken. */
    public void succeeded() {
        isLastSuccessful = true;
        lastSuccessSeconds = clock.millis() / 1e3;
    }

    /** A configuration was refused. */
    public void failed() {
        isLastSuccessful = false;
    }
}
