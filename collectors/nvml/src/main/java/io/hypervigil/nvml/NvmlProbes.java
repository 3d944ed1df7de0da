package io.hypervigil.nvml;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.kernel.KernelLog;
import io.hypervigil.nvml.action.GpuActions;
import io.hypervigil.nvml.action.GpuControl;
import io.hypervigil.nvml.action.KernelSwitches;
import io.hypervigil.nvml.action.TrialJournal;
import io.hypervigil.nvml.bus.BusLook;
import io.hypervigil.nvml.bus.BusProbe;
import io.hypervigil.nvml.bus.BusSnapshot;
import io.hypervigil.nvml.bus.GpuHandles;
import io.hypervigil.nvml.cgroup.ProcessCgroups;
import io.hypervigil.nvml.dcgm.DcgmPlan;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.KernelModule;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.link.NvLinkBoard;
import io.hypervigil.nvml.mig.MigBoard;
import io.hypervigil.nvml.owner.EnergyMeter;
import io.hypervigil.nvml.owner.GpuEnergy;
import io.hypervigil.nvml.owner.OwnerMetrics;
import io.hypervigil.nvml.owner.OwnerProbe;
import io.hypervigil.nvml.owner.OwnerSources;
import io.hypervigil.nvml.process.ProcessMetrics;
import io.hypervigil.nvml.process.ProcessProbe;
import io.hypervigil.nvml.profile.Profiles;
import io.hypervigil.nvml.vgpu.VgpuBoard;
import io.hypervigil.nvml.xid.XidEvents;
import io.hypervigil.nvml.xid.XidLedger;
import io.hypervigil.nvml.xid.XidProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The probes of an open collector, and what they share: those of the driver, the bus, XIDs and
 * owners, and for each GPU those of its gauges and processes.
 *
 * <p>Thread: {@link #start} and {@link #close} one; probes are made on that of the driver's probe.
 */
final class NvmlProbes implements AutoCloseable {

    private final CollectorContext context;
    private final NvmlSettings settings;
    private final NvmlDriver driver;
    private final ProcessCgroups cgroups;
    private final GpuEnergy energy = new GpuEnergy();
    private final MigBoard instances;
    private final VgpuBoard vgpus = new VgpuBoard();
    private final GpuControl control;
    private final GpuActions actions;
    private final List<GpuPartType> parts;
    private final Optional<GpuProbe.Dcgm> dcgm;
    private final XidLedger ledger = new XidLedger();
    private final FirstRound driverRound = new FirstRound();
    private final FirstRound busRound = new FirstRound();
    private final Map<String, FirstRound> processRounds = new ConcurrentHashMap<>();
    private @Nullable XidProbe xids;

    private @Nullable Exception profilesFlaw;
    private boolean hasLooked;
    private boolean isKeeping;

    /**
     * @param actions that apply profiles to GPUs that come
     */
    NvmlProbes(CollectorContext context, GpuActions actions) {
        this.context = context;
        this.actions = actions;
        this.settings = context.settings(NvmlSettings.class);
        var files = context.files();
        var module = new KernelModule(files.sys(), files.proc());
        this.driver = new NvmlDriver(module, settings.library(), System::nanoTime);
        this.cgroups = new ProcessCgroups(context.files().proc());
        this.control =
                new GpuControl(
                        driver,
                        context::files,
                        KernelSwitches.at(files.sys().root()),
                        context.facts(),
                        profiles(),
                        TrialJournal.beside(settings.profilesFile(), context.clock()));
        this.instances = new MigBoard(context.facts());
        this.parts = parts();
        this.dcgm = dcgm();
    }

    /** What actions work with. */
    GpuControl control() {
        return control;
    }

    /**
     * The order is that in which they lean on each other: the bus names GPUs as the driver does,
     * and owners are joined from both and from the processes that run.
     */
    void start() {
        var driving =
                context.start(
                        new Ordered(
                                new DriverProbe(
                                        driver, context, this::probesOf, this::followProfiles),
                                new Ordered.Wait.ForNothing(),
                                driverRound::end));
        var bus = Optional.of(bus()).filter(_ -> context.isOn(BusProbe.GROUP));
        bus.ifPresentOrElse(this::start, this::endBusRound);
        if (context.isOn(XidProbe.GROUP)) {
            startXids(bus);
        }
        context.start(afterDriver(new UnbindProbe(driver, driving::sampleSoon)));
    }

    private void start(BusProbe bus) {
        context.start(new Ordered(bus, waitFor(driverRound), this::endBusRound));
    }

    /** Those who join what others say begin when the GPUs have names. */
    private void endBusRound() {
        busRound.end();
        if (context.isOn(OwnerMetrics.GROUP)) {
            context.start(
                    new Ordered(
                            owners(),
                            new Ordered.Wait.For(
                                    List.of(
                                            () -> List.of(driverRound),
                                            () -> List.copyOf(processRounds.values()))),
                            () -> {}));
        }
    }

    private Probe afterDriver(Probe probe) {
        return new Ordered(probe, waitFor(driverRound), () -> {});
    }

    private static Ordered.Wait waitFor(FirstRound round) {
        return new Ordered.Wait.For(List.of(() -> List.of(round)));
    }

    @Override
    public void close() {
        actions.endTrials();
        driver.close();
        context.facts().withdraw(BusProbe.PUBLISHER);
        context.facts().withdraw(NvLinkBoard.PUBLISHER);
        context.facts().withdraw(MigBoard.PUBLISHER);
        if (xids != null) {
            xids.close();
        }
    }

    /**
     * Profiles are applied, and what trials have left is put back, from the second look at the
     * driver on: a command that looks once must set nothing. What is wrong with their file is told
     * with the driver.
     */
    private Optional<Exception> followProfiles(List<AttachedGpu> gpus) {
        if (!isKeeping) {
            boolean isAnyKept = !control.profiles().toKeep().isEmpty();
            if (!isAnyKept) {
                actions.leaveAsTheyAre(gpus);
            }
            if (hasLooked && (isAnyKept || control.journal().isThere())) {
                isKeeping = true;
                context.start(new ProfileProbe(driver, actions::keepProfiles));
            }
            hasLooked = true;
        }
        return Optional.ofNullable(profilesFlaw);
    }

    /** A file that cannot be read costs the profiles in it, and no metric. */
    private Profiles profiles() {
        try {
            return Profiles.open(settings.profiles(), settings.profilesFile());
        } catch (IOException e) {
            profilesFlaw = e;
            return Profiles.withoutFile(settings.profiles(), String.valueOf(e.getMessage()));
        }
    }

    private BusProbe bus() {
        var files = context.files();
        return new BusProbe(files.sys(), files.proc(), GpuHandles.of(driver), context.facts());
    }

    private void startXids(Optional<BusProbe> bus) {
        var files = context.files();
        var log = KernelLog.at(files.root().root().resolve("dev/kmsg").toString());
        var probe =
                new XidProbe(
                        ledger,
                        log,
                        lookOf(bus),
                        files.proc(),
                        context.clock(),
                        driver::leaveAlone);
        xids = probe;
        context.start(new Ordered(probe, waitFor(busRound), () -> {}));
        context.start(afterDriver(new XidEvents(driver, ledger, context.clock())));
    }

    /** The bus is looked at once for all; what is wrong with its files is told by its own probe. */
    private Supplier<BusSnapshot> lookOf(Optional<BusProbe> bus) {
        var files = context.files();
        var look = new BusLook(files.sys(), files.proc(), GpuHandles.of(driver));
        return () -> bus.flatMap(BusProbe::latest).orElseGet(() -> look.now((_, _) -> {}));
    }

    private OwnerProbe owners() {
        return new OwnerProbe(
                new OwnerSources(
                        context.facts(),
                        context.files().sys(),
                        cgroups,
                        energy,
                        vgpus,
                        instances,
                        settings.ownerMapDir().map(FileTree::at)),
                context.clock(),
                settings.processes().interval());
    }

    private List<DriverProbe.OfGpu> probesOf(AttachedGpu gpu) {
        var probes = new ArrayList<DriverProbe.OfGpu>();
        var gauges = new FirstRound();
        if (parts.isEmpty()) {
            gauges.end();
        } else {
            var probe = new GpuProbe(gpu.uuid(), driver, parts, dcgm);
            probes.add(
                    new DriverProbe.OfGpu(
                            new Ordered(probe, new Ordered.Wait.ForNothing(), gauges::end),
                            () -> {}));
        }
        if (context.isOn(ProcessMetrics.GROUP) || context.isOn(OwnerMetrics.GROUP)) {
            var round = new FirstRound();
            processRounds.put(gpu.uuid(), round);
            // A first round may take seconds, and the two would be in each other's way.
            var wait = new Ordered.Wait.ForNeeded("gpu-" + gpu.uuid(), gauges);
            var processes = processes(gpu.uuid());
            probes.add(
                    new DriverProbe.OfGpu(
                            new Ordered(processes, wait, round::end), processes::close));
        }
        return probes;
    }

    private ProcessProbe processes(String uuid) {
        var proc = context.files().proc();
        var interval = settings.processes().interval();
        return context.isOn(ProcessMetrics.GROUP)
                ? new ProcessProbe(
                        driver,
                        uuid,
                        proc,
                        cgroups,
                        context.facts(),
                        settings.processes().top(),
                        interval)
                : ProcessProbe.withoutSamples(
                        driver, uuid, proc, cgroups, context.facts(), interval);
    }

    private List<GpuPartType> parts() {
        var wanted = new ArrayList<GpuPartType>();
        var links = new NvLinkBoard(context.facts());
        for (GpuPartType type : GpuParts.all(links, instances, vgpus)) {
            if (context.isOn(type.group())) {
                wanted.add(type);
            }
        }
        if (context.isOn(OwnerMetrics.GROUP)) {
            wanted.add(EnergyMeter.type(energy));
        }
        return wanted;
    }

    private Optional<GpuProbe.Dcgm> dcgm() {
        if (settings.compat() != NvmlSettings.Compat.DCGM || !context.isOn(DcgmPlan.GROUP)) {
            return Optional.empty();
        }
        var hostName = context.files().proc().attribute("sys/kernel/hostname").orElse("");
        return Optional.of(
                new GpuProbe.Dcgm(
                        DcgmPlan.of(settings.dcgm()),
                        hostName,
                        address ->
                                context.isOn(XidProbe.GROUP)
                                        ? OptionalInt.of(ledger.lastXid(address))
                                        : OptionalInt.empty()));
    }
}
