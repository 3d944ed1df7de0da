package io.hypervigil.host.inventory;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The memory of a machine as its firmware describes it, which udev's dmi_memory_id reads at start
 * (systemd 248 and later) and keeps in the data of device {@code +dmi:id}.
 *
 * @param slots that the board has
 * @param capacityBytes that it can take
 * @param modules that are in
 */
record MemoryBoard(OptionalDouble slots, OptionalDouble capacityBytes, List<Module> modules) {

    static final MemoryBoard UNKNOWN =
            new MemoryBoard(OptionalDouble.empty(), OptionalDouble.empty(), List.of());

    private static final String PROPERTY = "E:";
    private static final String ARRAY = "MEMORY_ARRAY_";
    private static final String DEVICE = "MEMORY_DEVICE_";

    MemoryBoard {
        modules = List.copyOf(modules);
    }

    /**
     * A module in its slot.
     *
     * @param slot its number, from 0
     * @param properties what the firmware says of it: {@code PART_NUMBER}
     */
    record Module(String slot, Map<String, String> properties) {

        Module {
            properties = Map.copyOf(properties);
        }

        /** What the firmware says, or "". */
        String text(String property) {
            return properties.getOrDefault(property, "");
        }

        OptionalDouble number(String property) {
            return MemoryBoard.number(properties, property);
        }

        private boolean isIn() {
            return !"0".equals(properties.get("PRESENT"));
        }
    }

    static MemoryBoard parse(Text text) {
        var array = new HashMap<String, String>();
        var devices = new TreeMap<Integer, Map<String, String>>();
        while (text.nextLine()) {
            var line = text.line();
            int equals = line.indexOf('=');
            if (line.startsWith(PROPERTY) && equals > 0) {
                var name = line.substring(PROPERTY.length(), equals);
                sort(name, line.substring(equals + 1).strip(), array, devices);
            }
        }
        var modules = new ArrayList<Module>();
        devices.forEach((slot, properties) -> modules.add(new Module(slot.toString(), properties)));
        modules.removeIf(module -> !module.isIn());
        return new MemoryBoard(
                number(array, "NUM_DEVICES"), number(array, "MAX_CAPACITY"), modules);
    }

    private static void sort(
            String name,
            String value,
            Map<String, String> array,
            Map<Integer, Map<String, String>> devices) {
        if (name.startsWith(ARRAY)) {
            array.put(name.substring(ARRAY.length()), value);
        } else if (name.startsWith(DEVICE)) {
            int end = name.indexOf('_', DEVICE.length());
            var slot = end < 0 ? "" : name.substring(DEVICE.length(), end);
            if (!slot.isEmpty()
                    && slot.length() < 6
                    && slot.chars().allMatch(c -> c >= '0' && c <= '9')) {
                devices.computeIfAbsent(Integer.parseInt(slot), _ -> new HashMap<>())
                        .put(name.substring(end + 1), value);
            }
        }
    }

    private static OptionalDouble number(Map<String, String> properties, String name) {
        try {
            return OptionalDouble.of((double) Long.parseLong(properties.getOrDefault(name, "")));
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }
}
