package io.hypervigil.host.bus;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.host.part.KernelNumber;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A device on the bus: what stays the same while it is plugged in, and where the rest is read.
 *
 * @param path its folder below /sys
 * @param address where it sits
 * @param parent the bridge above it, empty below a root
 * @param identity what it is
 * @param numaNode the memory it is near to, empty where the firmware does not say
 * @param files the names of its files, so that those it has not are not asked for each time
 */
record PciDevice(
        String path,
        PciAddress address,
        Optional<PciAddress> parent,
        PciIdentity identity,
        OptionalLong numaNode,
        Set<String> files) {

    /** The device in a folder of the bus; empty where that is none. */
    static Optional<PciDevice> read(FileTree sys, String listed) {
        var path = sys.resolved(listed).orElse(listed);
        var folders = path.split("/", -1);
        var parent = PciAddress.of(folders[folders.length - 2]);
        return PciAddress.of(folders[folders.length - 1])
                .map(
                        address ->
                                new PciDevice(
                                        path,
                                        address,
                                        parent,
                                        identity(sys, path),
                                        numaNode(sys, path),
                                        Set.copyOf(sys.list(path))));
    }

    private static PciIdentity identity(FileTree sys, String path) {
        return new PciIdentity(
                digits(sys, path + "/class", 6),
                digits(sys, path + "/vendor", 4),
                digits(sys, path + "/device", 4),
                digits(sys, path + "/subsystem_vendor", 4),
                digits(sys, path + "/subsystem_device", 4),
                digits(sys, path + "/revision", 2));
    }

    private static String digits(FileTree sys, String file, int digits) {
        return HexFormat.of().toHexDigits(KernelNumber.signedIn(sys, file).orElse(0), digits);
    }

    private static OptionalLong numaNode(FileTree sys, String path) {
        var node = KernelNumber.signedIn(sys, path + "/numa_node");
        return node.orElse(-1) < 0 ? OptionalLong.empty() : node;
    }

    /** The text of one of its files, empty where there is none, or nothing in it. */
    Optional<String> text(FileTree sys, String file) {
        return files.contains(file)
                ? sys.attribute(path + "/" + file).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** A whole number in one of its files. */
    OptionalLong number(FileTree sys, String file) {
        return text(sys, file).map(KernelNumber::signed).orElse(OptionalLong.empty());
    }

    /** {@code 16.0 GT/s PCIe} is 16e9; {@code Unknown} is empty. */
    static OptionalDouble transfersPerSecond(String speed) {
        int unit = speed.indexOf(" GT/s");
        if (unit < 0) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(speed.substring(0, unit)) * 1e9);
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }
}
