package io.hypervigil.nvml;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.driver.DriverState;
import io.hypervigil.nvml.driver.LibraryLife;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.driver.PciAddress;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlReturn;
import io.hypervigil.nvml.jna.NvmlSystemEvents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a GPU go when the driver announces that it is to be unbound: the kernel waits for those who
 * have it open. It gives no samples.
 *
 * <p>Thread: one.
 */
final class UnbindProbe implements Probe {

    private static final Beat BEAT =
            Beat.slow(Duration.ofSeconds(1), Duration.ofSeconds(5)).within(Duration.ofSeconds(5));
    private static final int WAIT_MILLIS = 1;

    private final NvmlDriver driver;
    private final Runnable attachSoon;
    private @Nullable Registered registered;

    /** The events of one life of the library; none where it has none. */
    private record Registered(LibraryLife life, Optional<NvmlSystemEvents> events, String why) {}

    /**
     * @param attachSoon has the driver asked anew
     */
    UnbindProbe(NvmlDriver driver, Runnable attachSoon) {
        this.driver = driver;
        this.attachSoon = attachSoon;
    }

    @Override
    public String name() {
        return "unbind";
    }

    @Override
    public Beat beat() {
        return BEAT;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        var attached = driver.enterLibrary();
        if (attached.isEmpty()) {
            return new Outcome.Unavailable("the driver is not in use");
        }
        try {
            var present = registered(attached.get());
            if (present.events.isEmpty()) {
                return new Outcome.Unavailable(present.why);
            }
            look(present.events.get());
        } finally {
            driver.leave();
        }
        return Outcome.SAMPLED;
    }

    private Registered registered(DriverState.Attached attached) {
        var before = registered;
        if (before != null && before.life == attached.life()) {
            return before;
        }
        var result =
                NvmlSystemEvents.nvmlSystemRegisterEvents(
                        attached.life().library(),
                        NvmlSystemEvents.nvmlSystemEventTypeGpuDriverUnbind);
        var fresh =
                new Registered(
                        attached.life(),
                        result.answer(),
                        "the driver does not announce when a GPU is unbound: " + why(result));
        registered = fresh;
        fresh.events.ifPresent(events -> attached.life().atItsEnd(events::close));
        return fresh;
    }

    private void look(NvmlSystemEvents events) {
        for (var event : events.nvmlSystemEventSetWait(WAIT_MILLIS).answer().orElse(List.of())) {
            if (event.eventType() == NvmlSystemEvents.nvmlSystemEventTypeGpuDriverUnbind) {
                driver.giveWay(PciAddress.ofGpuId(event.gpuId()));
                attachSoon.run();
            }
        }
    }

    private static String why(NvmlResult<?> result) {
        return switch (result) {
            case NvmlResult.NoSymbol<?>(var symbol) -> "its library has no " + symbol;
            case NvmlResult.NotSupported<?>() -> "not supported";
            case NvmlResult.NoPermission<?>() -> "this process may not ask";
            case NvmlResult.Failed<?>(var call, int code) -> NvmlReturn.text(call, code);
            case NvmlResult.Lost<?>(var call, int code) -> NvmlReturn.text(call, code);
            case NvmlResult.Value<?>(_) -> "";
        };
    }
}
