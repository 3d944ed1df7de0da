package io.hypervigil.nvml.owner;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.cgroup.ProcessCgroups;
import java.util.Optional;

/**
 * What owners are found out from.
 *
 * @param facts claims, GPUs and their processes
 * @param sys the host's /sys, used by nobody else
 * @param cgroups those that the probes of processes know
 * @param energy the counters of the GPUs
 * @param map the folder in which a scheduler writes, used by nobody else
 */
public record OwnerSources(
        FactBoard facts,
        FileTree sys,
        ProcessCgroups cgroups,
        GpuEnergy energy,
        VirtualGpus virtualGpus,
        MigInstances migInstances,
        Optional<FileTree> map) {}
