package io.hypervigil.nvml.bus;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** /sys and /proc of a machine below a temporary folder, device by device. */
final class FakeBus {

    private final Path root;

    FakeBus(Path root) {
        this.root = root;
    }

    FileTree sys() {
        return FileTree.at(root.resolve("sys"));
    }

    FileTree proc() {
        return FileTree.at(root.resolve("proc"));
    }

    /** A device with ids and nothing else. */
    Device device(String address, String pciClass, String vendor, String device) {
        return new Device(address)
                .file("class", pciClass)
                .file("vendor", vendor)
                .file("device", device)
                .file("subsystem_vendor", "0x10de")
                .file("subsystem_device", "0x16c1")
                .file("revision", "0xa1");
    }

    /** An H100 that nobody drives. */
    Device gpu(String address) {
        return device(address, "0x030200", "0x10de", "0x2330");
    }

    /** What the driver says of a GPU in /proc. */
    FakeBus information(String address, String text) {
        write(root.resolve("proc/driver/nvidia/gpus/" + address + "/information"), text);
        return this;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of /sys/bus/pci/devices. */
    final class Device {

        private final Path folder;

        private Device(String address) {
            folder = root.resolve("sys/bus/pci/devices").resolve(address);
        }

        Device file(String name, String text) {
            write(folder.resolve(name), text);
            return this;
        }

        /** A link as the kernel makes them: relative. */
        Device link(String name, String target) {
            try {
                Files.deleteIfExists(folder.resolve(name));
                Files.createSymbolicLink(folder.resolve(name), Path.of(target));
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Device driver(String name) {
            return link("driver", "../../../drivers/" + name);
        }

        Device iommuGroup(int group) {
            return link("iommu_group", "../../../../kernel/iommu_groups/" + group);
        }

        Device linked(String speed, String width) {
            return file("current_link_speed", speed)
                    .file("current_link_width", width)
                    .file("max_link_speed", "32.0 GT/s PCIe")
                    .file("max_link_width", "16");
        }

        Device power(String state, String runtimeStatus) {
            return file("power_state", state).file("power/runtime_status", runtimeStatus);
        }
    }
}
