package io.hypervigil.host.bus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names out of pci.ids: of 1.3 MB only those of the devices at hand are kept.
 *
 * <p>Thread: any; immutable.
 *
 * @param names by key: {@code 10de}, {@code 10de:20b5}, {@code 10de:20b5 10de:1533}, {@code C 03}
 */
record PciNames(Map<String, String> names) {

    static final PciNames NONE = new PciNames(Map.of());

    PciNames {
        names = Map.copyOf(names);
    }

    /** The names of some devices. */
    static PciNames read(Path file, Set<PciIdentity> devices) throws IOException {
        // Bytes that are no UTF-8 are no reason to refuse the file.
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8))) {
            return parse(reader, wanted(devices));
        }
    }

    private static Set<String> wanted(Set<PciIdentity> devices) {
        var keys = new HashSet<String>();
        for (PciIdentity device : devices) {
            keys.add(device.vendor());
            keys.add(device.subsystemVendor());
            keys.add(deviceKey(device));
            keys.add(subsystemKey(device));
            for (int digits = 2; digits <= 6; digits += 2) {
                keys.add(classKey(device, digits));
            }
        }
        return keys;
    }

    /**
     * A vendor or {@code C class} stands at the start of a line, its devices or subclasses behind a
     * tab, their subsystems or interfaces behind two; a number, two blanks, the name.
     */
    static PciNames parse(BufferedReader lines, Set<String> wanted) throws IOException {
        var names = new HashMap<String, String>();
        var parents = new String[] {"", ""};
        String line;
        while ((line = lines.readLine()) != null) {
            int depth = line.startsWith("\t\t") ? 2 : line.startsWith("\t") ? 1 : 0;
            int gap = line.indexOf("  ", depth);
            if (line.isBlank() || line.startsWith("#") || gap < 0) {
                continue;
            }
            var key = key(depth, line.substring(depth, gap).strip(), parents);
            if (depth < 2) {
                parents[depth] = key;
            }
            if (wanted.contains(key)) {
                names.put(key, line.substring(gap).strip());
            }
        }
        return new PciNames(names);
    }

    private static String key(int depth, String id, String[] parents) {
        if (depth == 0) {
            return id;
        }
        var parent = parents[depth - 1];
        if (parent.startsWith("C ")) {
            return parent + id;
        }
        return depth == 1 ? parent + ":" + id : parent + " " + id.replace(' ', ':');
    }

    /** The vendor's name, or its number where nobody named it. */
    String vendor(PciIdentity device) {
        return names.getOrDefault(device.vendor(), device.vendor());
    }

    String device(PciIdentity device) {
        return names.getOrDefault(deviceKey(device), device.device());
    }

    String subsystemVendor(PciIdentity device) {
        return names.getOrDefault(device.subsystemVendor(), device.subsystemVendor());
    }

    String subsystemDevice(PciIdentity device) {
        return names.getOrDefault(subsystemKey(device), device.subsystemDevice());
    }

    /** The name of the interface, else of the subclass, else of the class. */
    String classOf(PciIdentity device) {
        for (int digits = 6; digits >= 2; digits -= 2) {
            var name = names.get(classKey(device, digits));
            if (name != null) {
                return name;
            }
        }
        return "Unknown class (" + device.classId() + ")";
    }

    private static String deviceKey(PciIdentity device) {
        return device.vendor() + ":" + device.device();
    }

    private static String subsystemKey(PciIdentity device) {
        return deviceKey(device) + " " + device.subsystemVendor() + ":" + device.subsystemDevice();
    }

    private static String classKey(PciIdentity device, int digits) {
        return "C " + device.classId().substring(0, digits);
    }
}
