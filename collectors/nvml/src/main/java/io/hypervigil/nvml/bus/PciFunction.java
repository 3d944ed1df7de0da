package io.hypervigil.nvml.bus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A function of NVIDIA's on the bus, and who drives it.
 *
 * @param address as the kernel writes it: {@code 0000:3b:00.0}
 * @param kind GPU or NVSwitch
 * @param identity what it is
 * @param driver that is bound: {@code nvidia}, {@code vfio-pci}; empty where none is
 * @param iommuGroup what can only be given away together; empty without an IOMMU
 * @param numaNode the memory it is near to; empty where the firmware does not say
 * @param physicalFunction the address of the function that this virtual one is a part of
 * @param virtualFunctions the addresses of the parts of this one, by their number
 */
public record PciFunction(
        String address,
        FunctionKind kind,
        PciIdentity identity,
        Optional<String> driver,
        OptionalInt iommuGroup,
        OptionalInt numaNode,
        Optional<String> physicalFunction,
        List<String> virtualFunctions) {

    private static final String NVIDIA = "nvidia";

    public PciFunction {
        virtualFunctions = List.copyOf(virtualFunctions);
    }

    /** Whether it is a GPU of its own, and not a part of one. */
    public boolean isWholeGpu() {
        return kind == FunctionKind.GPU && physicalFunction.isEmpty();
    }

    /** Whether NVIDIA's own driver is bound. */
    public boolean isNvidias() {
        return driver.filter(NVIDIA::equals).isPresent();
    }

    /** Whether it can be given to a virtual machine, or is: by vfio-pci or one of its kin. */
    public boolean isPassedThrough() {
        return driver.filter(name -> name.contains("vfio")).isPresent();
    }
}
