package io.hypervigil.nvml.xid;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.kernel.KernelLog;
import io.hypervigil.nvml.bus.BusSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Reads the kernel's log, and gives what it and {@link XidEvents} told together.
 *
 * <p>The library is not called here: a driver that hangs is what its XIDs are about.
 *
 * <p>Thread: one for {@link #sample}; any for {@link #close}.
 */
public final class XidProbe implements Probe, AutoCloseable {

    /** What is switched with {@code --collector.nvml.xid}. */
    public static final Group GROUP = XidMetrics.GROUP;

    /** All that it gives. */
    public static final List<Family> FAMILIES = XidMetrics.FAMILIES;

    static final Beat BEAT = Beat.DEFAULT.every(Duration.ofSeconds(5));

    /** After these each call to the GPU waits for the system processor, for minutes. */
    private static final Set<XidMeaning> SILENCING =
            EnumSet.of(XidMeaning.GSP_TIMEOUT, XidMeaning.GSP_ERROR);

    private final XidLedger ledger;
    private final KernelLog log;
    private final Supplier<BusSnapshot> bus;
    private final KernelTime time;
    private final InstantSource clock;
    private final BiConsumer<String, String> silent;
    private boolean isRingRead;

    /**
     * @param ledger where the events go too
     * @param log the kernel's; closed with this probe
     * @param bus which GPUs there are, asked in each round
     * @param proc the host's /proc
     * @param silent is told the address of a GPU that has just stopped to answer, and why
     */
    public XidProbe(
            XidLedger ledger,
            KernelLog log,
            Supplier<BusSnapshot> bus,
            FileTree proc,
            InstantSource clock,
            BiConsumer<String, String> silent) {
        this.ledger = ledger;
        this.log = log;
        this.bus = bus;
        this.time = new KernelTime(proc);
        this.clock = clock;
        this.silent = silent;
    }

    @Override
    public String name() {
        return "xid";
    }

    @Override
    public Beat beat() {
        return BEAT;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        var snapshot = bus.get();
        if (snapshot.functions().isEmpty() && ledger.isEmpty()) {
            return new Outcome.Unavailable("no GPU or NVSwitch of NVIDIA's on the bus");
        }
        var uuids = snapshot.uuids();
        ledger.named(uuids);
        drain(sink);
        XidMetrics.meanings(sink);
        XidMetrics.noErrors(ledger, uuids.keySet(), sink);
        XidMetrics.errors(ledger, sink);
        XidMetrics.switchErrors(ledger, sink);
        return Outcome.SAMPLED;
    }

    @Override
    public void close() {
        log.close();
    }

    private void drain(SampleSink sink) {
        time.begin(clock.instant());
        var drained =
                log.drain(
                        record ->
                                MessageGrammar.parse(record.message())
                                        .ifPresent(it -> said(it, time.of(record))));
        time.end();
        isRingRead |= drained.absence().isEmpty();
        ledger.kernelLogIsRead(drained.absence().isEmpty());
        drained.absence()
                .ifPresentOrElse(
                        why -> sink.missing("XIDs from the kernel's log", why),
                        () -> sink.add(XidMetrics.LOST, (double) drained.lost()));
        drained.first()
                .ifPresent(
                        first -> {
                            if (first > 0) {
                                sink.missing(
                                        "XIDs since boot",
                                        "the kernel's ring began with record "
                                                + first
                                                + " when it was first read");
                            }
                        });
    }

    /** What was in the ring when it was first read may be long over. */
    private void said(GpuMessage message, Instant at) {
        ledger.said(message, at);
        if (isRingRead && message instanceof GpuMessage.Xid said) {
            SILENCING.stream()
                    .filter(meaning -> meaning.xid() == said.xid())
                    .forEach(
                            meaning ->
                                    silent.accept(
                                            said.address(),
                                            "XID " + meaning.xid() + ": " + meaning.text()));
        }
    }
}
