package io.hypervigil.exposition;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
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
    private volatile Instant lastSuccess;

    public ReloadMetrics(InstantSource clock) {
        this.clock = clock;
        this.lastSuccess = clock.instant();
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
                        self -> self.lastSuccess.toEpochMilli() / 1e3)
                .description("When a configuration was last taken, in seconds since 1970.")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    /** A configuration was taken. */
    public void succeeded() {
        isLastSuccessful = true;
        lastSuccess = clock.instant();
    }

    /** A configuration was refused. */
    public void failed() {
        isLastSuccessful = false;
    }

    /** Whether the configuration that was read last is in force. */
    public boolean isLastSuccessful() {
        return isLastSuccessful;
    }

    /** When the one in force was taken. */
    public Instant lastSuccess() {
        return lastSuccess;
    }
}
