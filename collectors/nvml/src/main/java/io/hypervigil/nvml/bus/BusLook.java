package io.hypervigil.nvml.bus;

import io.hypervigil.collect.files.FileTree;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Looks at the bus: which functions of NVIDIA's there are, who has them, which GPU is which.
 *
 * <p>It costs some small files of /sys a function, wakes nobody and calls no library.
 *
 * <p>Thread: one, as its trees.
 */
public final class BusLook {

    private final PciBus bus;
    private final GpuRoster roster;

    /**
     * Nothing is read yet.
     *
     * @param sys the host's /sys
     * @param proc the host's /proc
     * @param known what the driver's library knows
     */
    public BusLook(FileTree sys, FileTree proc, GpuHandles known) {
        this.bus = new PciBus(sys);
        this.roster = new GpuRoster(sys, proc, known);
    }

    /**
     * The bus as it is now.
     *
     * @param flawed is told the address of a device whose files make no sense, and why; the rest is
     *     given
     */
    public BusSnapshot now(BiConsumer<String, Exception> flawed) {
        List<PciFunction> functions = bus.functions(flawed);
        return new BusSnapshot(functions, roster.of(functions));
    }
}
