package io.hypervigil.nvml.driver;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.pci.PciAddress;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The nvidia module, as the kernel's files show it.
 *
 * <p>Asked before the library is: {@code nvmlInit} makes device nodes where there is no driver, and
 * keeps open those that there are, so that a GPU cannot be given to a virtual machine.
 *
 * <p>Thread: one.
 *
 * @param sys the host's /sys
 * @param proc the host's /proc
 */
public record KernelModule(FileTree sys, FileTree proc) {

    private static final String MODULE = "module/nvidia";
    private static final String STATE = "driver/nvidia";
    private static final String BOUND = "bus/pci/drivers/nvidia";

    /** Why the driver cannot be asked, or empty where it is loaded. */
    Optional<String> absence() {
        return sys.exists(MODULE) || proc.exists(STATE)
                ? Optional.empty()
                : Optional.of(
                        "no NVIDIA driver: neither "
                                + sys.root().resolve(MODULE)
                                + " nor "
                                + proc.root().resolve(STATE)
                                + " exists");
    }

    /** The module's version: {@code 550.54.15}. */
    Optional<String> version() {
        return sys.attribute(MODULE + "/version");
    }

    /** The addresses of what the module is bound to now. */
    Set<String> boundAddresses() {
        var bound = new TreeSet<String>();
        for (String name : sys.list(BOUND)) {
            if (PciAddress.of(name).isPresent()) {
                bound.add(name);
            }
        }
        bound.addAll(proc.list(STATE + "/gpus"));
        return bound;
    }
}
