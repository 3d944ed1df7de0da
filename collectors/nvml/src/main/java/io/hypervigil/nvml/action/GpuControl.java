package io.hypervigil.nvml.action;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.profile.Profiles;
import java.util.function.Supplier;

/**
 * What actions work with while the source is open.
 *
 * @param driver that the GPUs are called through
 * @param files fresh readers of the host's files
 * @param switches the kernel's files that are written to
 * @param facts who uses what
 * @param profiles that can be applied
 * @param journal of what they are tried with
 */
public record GpuControl(
        NvmlDriver driver,
        Supplier<HostFiles> files,
        KernelSwitches switches,
        FactBoard facts,
        Profiles profiles,
        TrialJournal journal) {}
