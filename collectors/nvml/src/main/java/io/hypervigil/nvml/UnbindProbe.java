package io.hypervigil.nvml;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.nvml.driver.LibraryLife;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.driver.PerLife;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlReturn;
import io.hypervigil.nvml.jna.NvmlSystemEvents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    private static final int DOMAIN_SHIFT = 16;
    private static final int BUS_SHIFT = 8;
    private static final int BYTE = 0xff;

    private final NvmlDriver driver;
    private final Runnable attachSoon;
    private final PerLife<Registered> registered = new PerLife<>(Registered::close);

    /** The events of one life of the library; none where it has none. */
    private record Registered(Optional<NvmlSystemEvents> events, String why) {

        void close() {
            events.ifPresent(NvmlSystemEvents::close);
        }
    }

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
            var life = attached.get().life();
            var present = registered.of(life, () -> register(life));
            if (present.events.isEmpty()) {
                return new Outcome.Unavailable(present.why);
            }
            look(present.events.get());
        } finally {
            driver.leave();
        }
        return Outcome.SAMPLED;
    }

    private static Registered register(LibraryLife life) {
        var result =
                NvmlSystemEvents.nvmlSystemRegisterEvents(
                        life.library(), NvmlSystemEvents.nvmlSystemEventTypeGpuDriverUnbind);
        return new Registered(
                result.answer(),
                "the driver does not announce when a GPU is unbound: " + why(result));
    }

    private void look(NvmlSystemEvents events) {
        for (var event : events.nvmlSystemEventSetWait(WAIT_MILLIS).answer().orElse(List.of())) {
            if (event.eventType() == NvmlSystemEvents.nvmlSystemEventTypeGpuDriverUnbind) {
                address(event.gpuId()).ifPresent(driver::giveWay);
                attachSoon.run();
            }
        }
    }

    /** The kernel module knows a GPU by one number: domain, bus and device. */
    private static Optional<String> address(int gpuId) {
        return PciAddress.of(gpuId >>> DOMAIN_SHIFT, (gpuId >>> BUS_SHIFT) & BYTE, gpuId & BYTE, 0)
                .map(PciAddress::toString);
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
