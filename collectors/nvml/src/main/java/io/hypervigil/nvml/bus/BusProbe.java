package io.hypervigil.nvml.bus;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Samples NVIDIA's functions on the bus, and tells the others which GPUs there are.
 *
 * <p>A device that sleeps is not woken: its link is missing until it wakes by itself.
 *
 * <p>Thread: one for {@link #sample}; any for {@link #latest}.
 */
public final class BusProbe implements Probe {

    /** What is switched with {@code --collector.nvml.bus}. */
    public static final Group GROUP = BusMetrics.GROUP;

    /** All that it gives. */
    public static final List<Family> FAMILIES = BusMetrics.FAMILIES;

    /** Under which name the GPUs are published. */
    public static final String PUBLISHER = "nvml.bus";

    private final FileTree sys;
    private final BusLook look;
    private final FactBoard facts;
    private final Map<String, PciLink> best = new HashMap<>();
    private volatile @Nullable BusSnapshot latest;

    /**
     * @param sys the host's /sys
     * @param proc the host's /proc
     * @param known what the driver's library knows
     * @param facts where the GPUs are published
     */
    public BusProbe(FileTree sys, FileTree proc, GpuHandles known, FactBoard facts) {
        this.sys = sys;
        this.look = new BusLook(sys, proc, known);
        this.facts = facts;
    }

    @Override
    public String name() {
        return "bus";
    }

    /** What the last round found; empty before the first. */
    public Optional<BusSnapshot> latest() {
        return Optional.ofNullable(latest);
    }

    @Override
    public Outcome sample(SampleSink sink) {
        var snapshot = look.now((_, flaw) -> sink.problem(GROUP, flaw));
        var functions = snapshot.functions();
        var gpus = snapshot.gpus();
        latest = snapshot;
        facts.publish(PUBLISHER, gpus.stream().map(BusProbe::fact).toList());
        if (functions.isEmpty()) {
            return new Outcome.Unavailable(
                    "no GPU or NVSwitch of NVIDIA's among " + sys.root().resolve(PciBus.DEVICES));
        }
        BusMetrics.count(gpus, sink);
        var uuids = snapshot.uuids();
        best.keySet().retainAll(functions.stream().map(PciFunction::address).toList());
        for (PciFunction function : functions) {
            BusMetrics.info(function, Optional.ofNullable(uuids.get(function.address())), sink);
            sample(function.address(), sink);
        }
        return Outcome.SAMPLED;
    }

    private static Fact.Gpu fact(BusGpu gpu) {
        return new Fact.Gpu(gpu.uuid(), gpu.index(), gpu.address());
    }

    private void sample(String address, SampleSink sink) {
        var folder = PciBus.DEVICES + "/" + address;
        var power = PciPower.read(sys, folder);
        BusMetrics.power(address, power, sink);
        var sleep = power.sleep();
        sleep.ifPresent(why -> sink.missing("link of " + address, why));
        link(address, sleep.isEmpty(), sink);
        BusMetrics.virtualFunctions(
                address,
                sys.numberAttribute(folder + "/sriov_numvfs"),
                sys.numberAttribute(folder + "/sriov_totalvfs"),
                sink);
        try {
            BusMetrics.errors(address, AerErrors.read(sys, folder), sink);
        } catch (IOException | RuntimeException e) {
            sink.problem(GROUP, e);
        }
    }

    /** What a link can do stays the same, and is not to be had of one that sleeps or is lost. */
    private void link(String address, boolean isAwake, SampleSink sink) {
        var folder = PciBus.DEVICES + "/" + address;
        if (isAwake && !best.containsKey(address)) {
            var found = PciLink.best(sys, folder);
            if (!found.equals(PciLink.UNKNOWN)) {
                best.put(address, found);
            }
        }
        var now = isAwake ? PciLink.current(sys, folder) : PciLink.UNKNOWN;
        BusMetrics.link(address, now, best.getOrDefault(address, PciLink.UNKNOWN), sink);
    }
}
