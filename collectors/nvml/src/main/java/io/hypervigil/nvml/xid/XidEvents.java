package io.hypervigil.nvml.xid;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.DriverState;
import io.hypervigil.nvml.driver.LibraryLife;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.jna.NvmlEvents;
import io.hypervigil.nvml.jna.NvmlEvents.nvmlEventData_t;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlReturn;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the driver's events to the ledger. It gives no samples: it is a probe of its own so that a
 * call that hangs costs nothing but events, which the kernel's log tells as well.
 *
 * <p>The driver keeps events from the moment that a GPU is registered until they are fetched, so
 * that a round loses none.
 *
 * <p>Thread: one.
 */
public final class XidEvents implements Probe {

    private static final int WAIT_MILLIS = 10;

    /** A round ends, even where events come faster than they are fetched. */
    private static final int MOST_EVENTS = 10_000;

    private final NvmlDriver driver;
    private final XidLedger ledger;
    private final InstantSource clock;
    private volatile @Nullable Registered registered;

    /** The event set of one life of the library. */
    private record Registered(LibraryLife life, NvmlEvents events, List<String> refusals) {}

    /**
     * @param driver that others attach
     * @param ledger where events go
     */
    public XidEvents(NvmlDriver driver, XidLedger ledger, InstantSource clock) {
        this.driver = driver;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "xid-events";
    }

    @Override
    public Beat beat() {
        return XidProbe.BEAT;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        var entered = driver.enterLibrary();
        if (entered.isEmpty()) {
            return new Outcome.Unavailable("the driver is not in use");
        }
        try {
            fetch(entered.get(), sink);
        } finally {
            driver.leave();
        }
        return Outcome.SAMPLED;
    }

    private void fetch(DriverState.Attached attached, SampleSink sink) {
        var present = registered;
        if (present == null || present.life() != attached.life()) {
            present = register(attached, sink);
        }
        if (present != null) {
            present.refusals().forEach(why -> sink.missing("XID events", why));
            take(present.events(), attached.gpus(), sink);
        }
    }

    private @Nullable Registered register(DriverState.Attached attached, SampleSink sink) {
        var created = NvmlEvents.nvmlEventSetCreate(attached.life().library());
        if (!(created instanceof NvmlResult.Value<NvmlEvents>(var events))) {
            sink.missing("XID events", why("nvmlEventSetCreate", created));
            return null;
        }
        var refusals =
                attached.gpus().stream()
                        .map(gpu -> new Refusal(gpu, register(events, gpu)))
                        .filter(refusal -> refusal.result().answer().isEmpty())
                        .map(it -> it.gpu().uuid() + ": " + why("registering", it.result()))
                        .toList();
        var present = new Registered(attached.life(), events, refusals);
        registered = present;
        attached.life().atItsEnd(() -> end(present));
        return present;
    }

    private record Refusal(AttachedGpu gpu, NvmlResult<?> result) {}

    private static NvmlResult<?> register(NvmlEvents events, AttachedGpu gpu) {
        return events.nvmlDeviceRegisterEvents(
                gpu.device(), NvmlEvents.nvmlEventTypeXidCriticalError);
    }

    private void end(Registered ended) {
        registered = null;
        ended.events().close();
    }

    private void take(NvmlEvents events, List<AttachedGpu> gpus, SampleSink sink) {
        for (int i = 0; i < MOST_EVENTS; i++) {
            var result = events.nvmlEventSetWait_v2(i == 0 ? WAIT_MILLIS : 0);
            switch (result) {
                case NvmlResult.Value<nvmlEventData_t>(var event) -> take(event, gpus);
                case NvmlResult.Failed<nvmlEventData_t>(_, int code)
                        when NvmlReturn.isNothingThere(code) -> {
                    return;
                }
                case NvmlResult.Lost<nvmlEventData_t>(var call, int code) -> {
                    driver.doubt(NvmlReturn.text(call, code));
                    return;
                }
                case NvmlResult.Failed<nvmlEventData_t> _,
                        NvmlResult.NotSupported<nvmlEventData_t> _,
                        NvmlResult.NoPermission<nvmlEventData_t> _,
                        NvmlResult.NoSymbol<nvmlEventData_t> _ -> {
                    sink.missing("XID events", why("nvmlEventSetWait_v2", result));
                    return;
                }
            }
        }
    }

    private void take(nvmlEventData_t event, List<AttachedGpu> gpus) {
        if (event.eventType() != NvmlEvents.nvmlEventTypeXidCriticalError) {
            return;
        }
        gpus.stream()
                .filter(gpu -> gpu.device().isSame(event.device()))
                .findFirst()
                .ifPresent(
                        gpu ->
                                ledger.event(
                                        gpu.pciAddress(),
                                        (int) event.eventData(),
                                        clock.instant()));
    }

    private static String why(String call, NvmlResult<?> result) {
        return switch (result) {
            case NvmlResult.Value<?> _ -> call + " answered";
            case NvmlResult.NotSupported<?>() -> call + ": not supported";
            case NvmlResult.NoPermission<?>() -> call + ": no permission";
            case NvmlResult.NoSymbol<?>(var symbol) -> "the library has no " + symbol;
            case NvmlResult.Lost<?>(var name, int code) -> NvmlReturn.text(name, code);
            case NvmlResult.Failed<?>(var name, int code) -> NvmlReturn.text(name, code);
        };
    }
}
