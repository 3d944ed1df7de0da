package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.bus.PciFunction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can only be given to a virtual machine together: an IOMMU group, its bridges excepted, which
 * stay with the host.
 *
 * @param number of the group
 * @param members its devices, by address
 */
record PciGroup(int number, List<Member> members) {

    static final String DEVICES = "bus/pci/devices/";

    private static final String BRIDGE = "0x06";

    /**
     * A device of a group.
     *
     * @param driver that is bound, empty where none is
     * @param override the driver that it is kept for, empty where there is none
     */
    record Member(String address, Optional<String> driver, Optional<String> override) {

        static Member read(FileTree sys, String address) {
            return new Member(
                    address,
                    sys.link(DEVICES + address + "/driver")
                            .map(target -> target.substring(target.lastIndexOf('/') + 1)),
                    sys.attribute(DEVICES + address + "/driver_override")
                            .filter(name -> !name.isEmpty() && !name.equals("(null)")));
        }

        boolean isDrivenBy(String name) {
            return driver.filter(name::equals).isPresent();
        }

        /** Whether it is on the same card. */
        boolean isBeside(String other) {
            return slot(address).equals(slot(other));
        }

        private static String slot(String address) {
            return address.substring(0, address.indexOf('.'));
        }
    }

    PciGroup {
        members = List.copyOf(members);
    }

    /** The group of a GPU, as it is now. */
    static PciGroup of(FileTree sys, PciFunction gpu) throws ActionFailure {
        OptionalInt group = gpu.iommuGroup();
        if (group.isEmpty()) {
            throw Refusal.of(
                    Kind.UNSUPPORTED,
                    "GPU " + gpu.address() + " is in no IOMMU group",
                    "switch the IOMMU on in the firmware, and boot with intel_iommu=on or"
                            + " amd_iommu=on");
        }
        var members =
                sys.list("kernel/iommu_groups/" + group.getAsInt() + "/devices").stream()
                        .filter(address -> !isBridge(sys, address))
                        .map(address -> Member.read(sys, address))
                        .toList();
        return new PciGroup(group.getAsInt(), members);
    }

    /** The GPUs in it. */
    List<KnownGpu> gpus(GpuControl control) {
        var addresses = members.stream().map(Member::address).toList();
        return KnownGpus.all(control).stream()
                .filter(gpu -> addresses.contains(gpu.address()))
                .toList();
    }

    /** Those on other cards than the GPU. */
    List<String> strangers(String gpu) {
        return members.stream()
                .filter(member -> !member.isBeside(gpu))
                .map(Member::address)
                .toList();
    }

    private static boolean isBridge(FileTree sys, String address) {
        return sys.attribute(DEVICES + address + "/class")
                .filter(text -> text.startsWith(BRIDGE))
                .isPresent();
    }
}
