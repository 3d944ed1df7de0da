package io.hypervigil.nvml.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A /sys that does what the kernel does when drivers are unbound and probed. */
final class FakeKernel implements KernelSwitches {

    private static final Path REFUSES = Path.of("refuses");

    private final Path sys;
    private final KernelSwitches files;

    FakeKernel(Path sys) {
        this.sys = sys;
        this.files = KernelSwitches.at(sys);
    }

    /** Puts a device of a group onto the bus. */
    static void device(Path sys, String address, String pciClass, String driver, int group)
            throws IOException {
        var device = sys.resolve("bus/pci/devices").resolve(address);
        Files.createDirectories(device);
        Files.writeString(device.resolve("vendor"), "0x10de\n");
        Files.writeString(device.resolve("class"), pciClass + "\n");
        for (String name :
                new String[] {"device", "subsystem_vendor", "subsystem_device", "revision"}) {
            Files.writeString(device.resolve(name), "0x2330\n");
        }
        Files.writeString(device.resolve("driver_override"), "(null)\n");
        Files.writeString(device.resolve("own_driver"), driver);
        var members = sys.resolve("kernel/iommu_groups/" + group + "/devices");
        Files.createDirectories(members);
        Files.createFile(members.resolve(address));
        Files.createSymbolicLink(
                device.resolve("iommu_group"), Path.of("../../../../kernel/iommu_groups/" + group));
        for (String name : new String[] {driver, "vfio-pci"}) {
            var folder = sys.resolve("bus/pci/drivers").resolve(name);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("unbind"), "");
        }
        Files.writeString(sys.resolve("bus/pci/drivers_probe"), "");
        bind(device, driver);
    }

    /** Has the kernel bind no driver to a device that is to have vfio-pci. */
    static void refuse(Path sys, String address) throws IOException {
        Files.createFile(sys.resolve("bus/pci/devices").resolve(address).resolve(REFUSES));
    }

    @Override
    public void write(String path, String text) throws IOException {
        files.write(path, text);
        if (path.endsWith("/driver/unbind")) {
            var device = sys.resolve("bus/pci/devices").resolve(text);
            var driver = device.resolve("driver");
            Files.deleteIfExists(driver.toRealPath().resolve(text));
            Files.delete(driver);
        } else if (path.endsWith("drivers_probe")) {
            probe(sys.resolve("bus/pci/devices").resolve(text));
        } else if (path.endsWith("driver_override")) {
            Files.writeString(sys.resolve(path), text.isBlank() ? "(null)\n" : text + "\n");
        }
    }

    private static void probe(Path device) throws IOException {
        var override = Files.readString(device.resolve("driver_override")).strip();
        boolean isRefused = override.equals("vfio-pci") && Files.exists(device.resolve(REFUSES));
        if (!Files.exists(device.resolve("driver")) && !isRefused) {
            bind(
                    device,
                    Optional.of(override)
                            .filter(name -> !name.equals("(null)"))
                            .orElse(Files.readString(device.resolve("own_driver"))));
        }
    }

    private static void bind(Path device, String driver) throws IOException {
        Files.createSymbolicLink(
                device.resolve("driver"), Path.of("../../drivers").resolve(driver));
        var entry = device.resolve("driver").resolve(device.getFileName());
        if (!Files.exists(entry)) {
            Files.createDirectory(entry);
        }
    }
}
