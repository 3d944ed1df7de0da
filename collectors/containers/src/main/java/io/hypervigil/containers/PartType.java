package io.hypervigil.containers;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.containers.cpu.CpuMetrics;
import io.hypervigil.containers.disk.DiskMetrics;
import io.hypervigil.containers.disk.LayerMetrics;
import io.hypervigil.containers.disk.LayerSizeMetrics;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.limit.LimitMetrics;
import io.hypervigil.containers.memory.MemoryMetrics;
import io.hypervigil.containers.net.NetworkMetrics;
import io.hypervigil.containers.pressure.PressureMetrics;
import io.hypervigil.containers.process.DescriptorMetrics;
import io.hypervigil.containers.process.ProcessMetrics;
import io.hypervigil.containers.state.TimeMetrics;
import io.hypervigil.containers.usage.UsagePart;
import java.time.InstantSource;
import java.util.List;

/** A part of a control group's usage: its group, what it writes, and how it is made. */
record PartType(Group group, List<Family> families, Maker maker) {

    /** In the order in which they are read: the CPU's file is there as long as the group is. */
    static final List<PartType> ALL =
            List.of(
                    new PartType(
                            CpuMetrics.GROUP, CpuMetrics.FAMILIES, (_, _, _) -> new CpuMetrics()),
                    new PartType(
                            MemoryMetrics.GROUP,
                            MemoryMetrics.FAMILIES,
                            (_, _, _) -> new MemoryMetrics()),
                    new PartType(
                            DiskMetrics.GROUP,
                            DiskMetrics.FAMILIES,
                            (files, _, _) -> new DiskMetrics(files.sys())),
                    new PartType(
                            LayerMetrics.GROUP,
                            LayerMetrics.FAMILIES,
                            (_, inventory, _) -> new LayerMetrics(inventory)),
                    new PartType(
                            LayerSizeMetrics.GROUP,
                            LayerSizeMetrics.FAMILIES,
                            (_, inventory, _) -> new LayerSizeMetrics(inventory)),
                    new PartType(
                            NetworkMetrics.GROUP,
                            NetworkMetrics.FAMILIES,
                            (files, _, _) -> new NetworkMetrics(files.proc())),
                    new PartType(
                            ProcessMetrics.GROUP,
                            ProcessMetrics.FAMILIES,
                            (_, _, _) -> new ProcessMetrics()),
                    new PartType(
                            DescriptorMetrics.GROUP,
                            DescriptorMetrics.FAMILIES,
                            (files, _, _) -> new DescriptorMetrics(files.proc())),
                    new PartType(
                            PressureMetrics.GROUP,
                            PressureMetrics.FAMILIES,
                            (_, _, _) -> new PressureMetrics()),
                    new PartType(
                            LimitMetrics.GROUP,
                            LimitMetrics.FAMILIES,
                            (_, _, _) -> new LimitMetrics()),
                    new PartType(
                            TimeMetrics.GROUP,
                            TimeMetrics.FAMILIES,
                            (files, _, clock) -> new TimeMetrics(files.proc(), clock)));

    PartType {
        families = List.copyOf(families);
    }

    /** Makes a part. */
    @FunctionalInterface
    interface Maker {
        UsagePart make(HostFiles files, Inventory inventory, InstantSource clock);
    }

    /** Those that are switched on, over one thread's files. */
    static List<UsagePart> made(HostFiles files, Inventory inventory, CollectorContext context) {
        return ALL.stream()
                .filter(type -> context.isOn(type.group))
                .map(type -> type.maker.make(files, inventory, context.clock()))
                .toList();
    }
}
