package io.hypervigil.containers;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.action.Action;
import io.hypervigil.containers.action.ContainerActions;
import io.hypervigil.containers.action.ContainerControl;
import io.hypervigil.containers.action.EngineAddress;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.machine.MachineMetrics;
import io.hypervigil.containers.quota.Quotas;
import io.hypervigil.containers.runtime.PodmanPodMetrics;
import io.hypervigil.containers.runtime.RuntimeMetrics;
import io.hypervigil.containers.runtime.Runtimes;
import io.hypervigil.containers.runtime.SizeMetrics;
import io.hypervigil.containers.runtime.StockMetrics;
import io.hypervigil.containers.state.InfoMetrics;
import io.hypervigil.containers.state.StateMetrics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The containers of every runtime on this machine, from their control groups. */
public final class ContainersCollector implements Collector {

    private static final List<Group> OTHER_GROUPS =
            List.of(
                    InfoMetrics.GROUP,
                    StateMetrics.GROUP,
                    MachineMetrics.GROUP,
                    RuntimeMetrics.GROUP,
                    StockMetrics.GROUP,
                    PodmanPodMetrics.GROUP);
    private static final List<Family> OTHER_FAMILIES =
            Stream.of(
                            InfoMetrics.FAMILIES,
                            StateMetrics.FAMILIES,
                            MachineMetrics.FAMILIES,
                            RuntimeMetrics.FAMILIES,
                            StockMetrics.FAMILIES,
                            SizeMetrics.FAMILIES,
                            PodmanPodMetrics.FAMILIES)
                    .flatMap(List::stream)
                    .toList();

    private static final Schema SCHEMA =
            new Schema(
                    Stream.concat(PartType.ALL.stream().map(PartType::group), OTHER_GROUPS.stream())
                            .toList(),
                    Stream.concat(
                                    PartType.ALL.stream().flatMap(type -> type.families().stream()),
                                    OTHER_FAMILIES.stream())
                            .toList());

    private final List<Action> actions = new ContainerActions(this::control).all();
    private final @Nullable Inventory given;
    private volatile @Nullable ContainerControl control;
    private @Nullable Runtimes runtimes;
    private @Nullable UsageProbe probe;

    /** Asks the runtimes that it finds. */
    public ContainersCollector() {
        this.given = null;
    }

    /** Asks no runtime, but believes this. */
    ContainersCollector(Inventory given) {
        this.given = given;
    }

    @Override
    public String name() {
        return "containers";
    }

    @Override
    public String summary() {
        return "containers of every runtime, from their control groups";
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Class<? extends Record> settings() {
        return ContainersSettings.class;
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    @Override
    public synchronized void open(CollectorContext context) {
        var opened = new UsageProbe(context, given == null ? openRuntimes(context) : given);
        probe = opened;
        context.start(opened);
    }

    private Inventory openRuntimes(CollectorContext context) {
        var files = context.files();
        var opened =
                new Runtimes(
                        context.settings(ContainersSettings.class).runtimes(),
                        files.root().root(),
                        files.proc().root(),
                        files.sys().root(),
                        context.clock());
        runtimes = opened;
        control = control(context, opened);
        Runnable onUp = () -> {};
        if (context.isOn(StockMetrics.GROUP)) {
            onUp = context.start(GatheringProbe.ofStock(opened))::sampleSoon;
        }
        if (context.isOn(SizeMetrics.GROUP)) {
            var interval = context.settings(ContainersSettings.class).sizesInterval();
            context.start(GatheringProbe.ofSizes(opened, interval));
        }
        context.start(new RuntimesProbe(context, opened, onUp));
        return opened;
    }

    private static ContainerControl control(CollectorContext context, Runtimes runtimes) {
        var settings = context.settings(ContainersSettings.class);
        return new ContainerControl(
                () -> EngineAddress.of(runtimes.instances()),
                runtimes,
                context.facts(),
                context.files().root().root(),
                context.files().proc().root().resolve("1/net"),
                settings.actions(),
                new Quotas(settings.quotas()),
                context.clock());
    }

    private Optional<ContainerControl> control() {
        return Optional.ofNullable(control);
    }

    @Override
    public synchronized void close() {
        control = null;
        if (probe != null) {
            probe.close();
            probe = null;
        }
        if (runtimes != null) {
            runtimes.close();
            runtimes = null;
        }
    }
}
