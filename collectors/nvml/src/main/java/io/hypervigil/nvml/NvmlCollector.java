package io.hypervigil.nvml;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.action.Action;
import io.hypervigil.nvml.action.GpuActions;
import io.hypervigil.nvml.action.GpuControl;
import io.hypervigil.nvml.bus.BusProbe;
import io.hypervigil.nvml.dcgm.DcgmPlan;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.link.NvLinkBoard;
import io.hypervigil.nvml.mig.MigBoard;
import io.hypervigil.nvml.owner.OwnerMetrics;
import io.hypervigil.nvml.process.ProcessMetrics;
import io.hypervigil.nvml.vgpu.VgpuBoard;
import io.hypervigil.nvml.xid.XidProbe;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** NVIDIA GPUs, by the driver's own library and the PCI bus. */
public final class NvmlCollector implements Collector {

    private static final Schema SCHEMA = schemaOfAll();

    private final GpuActions actions = new GpuActions(this::control);
    private volatile @Nullable NvmlProbes probes;

    @Override
    public String name() {
        return "nvml";
    }

    @Override
    public String summary() {
        return "NVIDIA GPUs: load, health, processes and owners, from libnvidia-ml and /sys";
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Action> actions() {
        return actions.all();
    }

    @Override
    public Class<? extends Record> settings() {
        return NvmlSettings.class;
    }

    @Override
    public synchronized void open(CollectorContext context) {
        var opened = new NvmlProbes(context, actions);
        probes = opened;
        opened.start();
    }

    @Override
    public synchronized void close() {
        var open = probes;
        if (open != null) {
            open.close();
            probes = null;
        }
    }

    private Optional<GpuControl> control() {
        return Optional.ofNullable(probes).map(NvmlProbes::control);
    }

    private static Schema schemaOfAll() {
        var groups = new LinkedHashSet<Group>();
        var families = new LinkedHashSet<Family>();
        groups.add(DriverProbe.GROUP);
        families.addAll(DriverProbe.FAMILIES);
        groups.add(BusProbe.GROUP);
        families.addAll(BusProbe.FAMILIES);
        groups.add(XidProbe.GROUP);
        families.addAll(XidProbe.FAMILIES);
        var nobody = new FactBoard();
        var links = new NvLinkBoard(nobody);
        for (GpuPartType part : GpuParts.all(links, new MigBoard(nobody), new VgpuBoard())) {
            groups.add(part.group());
            families.addAll(part.families());
        }
        groups.add(ProcessMetrics.GROUP);
        families.addAll(ProcessMetrics.FAMILIES);
        groups.add(OwnerMetrics.GROUP);
        families.addAll(OwnerMetrics.FAMILIES);
        groups.add(DcgmPlan.GROUP);
        families.addAll(DcgmPlan.FAMILIES);
        return new Schema(List.copyOf(groups), List.copyOf(families));
    }
}
