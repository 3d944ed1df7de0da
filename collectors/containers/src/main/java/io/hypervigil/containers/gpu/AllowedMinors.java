package io.hypervigil.containers.gpu;

import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.cgroup.CgroupFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which GPUs version 1's device controller lets a control group open. Version 2 keeps that in a
 * program of the kernel's, which nobody can read.
 *
 * <p>Made for one round.
 */
final class AllowedMinors {

    private static final String FOLDER = "driver/nvidia/gpus";

    /** NVIDIA's of the registered numbers. */
    private static final String GPU_FILES = "c 195:";

    private static final String ANY = "*";

    private final FileTree proc;
    private @Nullable Map<String, String> addresses;

    AllowedMinors(FileTree proc) {
        this.proc = proc;
    }

    /** The GPU of {@code /dev/nvidiaMINOR}. */
    Optional<Device> gpu(String minor) {
        return Optional.ofNullable(addresses().get(minor)).map(Device.Pci::new);
    }

    /** None where all devices are allowed, as they are to who was restricted in none. */
    List<Device> of(CgroupFiles files) {
        if (!files.isLegacy("devices") || addresses().isEmpty()) {
            return List.of();
        }
        return files.find("devices", "devices.list", this::parse).orElse(List.of());
    }

    private List<Device> parse(Text list) {
        var devices = new ArrayList<Device>();
        while (list.nextLine()) {
            if (list.startsWith(GPU_FILES)) {
                list.until(':');
                var minor = list.field();
                if (minor.equals(ANY)) {
                    return List.of(new Device.AllGpus());
                }
                gpu(minor).ifPresent(devices::add);
            }
        }
        return devices;
    }

    /** Read when they are asked for: most hosts' containers say themselves what they may use. */
    private Map<String, String> addresses() {
        if (addresses == null) {
            var found = new HashMap<String, String>();
            for (String address : proc.list(FOLDER)) {
                value(proc, FOLDER + "/" + address + "/information", "Device Minor:")
                        .ifPresent(number -> found.put(number, address.toLowerCase(Locale.ROOT)));
            }
            addresses = found;
        }
        return addresses;
    }

    /** What stands behind a key of one of the driver's files. */
    static Optional<String> value(FileTree proc, String path, String key) {
        return proc.attribute(path).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip())
                .findFirst();
    }
}
