package io.hypervigil.host.disk;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What udev found out about a device: the {@code E:} lines of its database. */
record UdevProperties(Map<String, String> values) {

    UdevProperties {
        values = Map.copyOf(values);
    }

    /** Of a block device; none where there is no udev, or it may not be read. */
    static UdevProperties ofBlock(FileTree udev, long major, long minor) {
        try {
            return udev.read("b" + major + ":" + minor, UdevProperties::parse);
        } catch (IOException _) {
            return new UdevProperties(Map.of());
        }
    }

    /** A property, or "" where udev has none: a label is then empty. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** The first of some properties that udev has. */
    String firstOf(String... names) {
        for (String name : names) {
            if (!get(name).isEmpty()) {
                return get(name);
            }
        }
        return "";
    }

    static UdevProperties parse(Text text) {
        var values = new HashMap<String, String>();
        while (text.nextLine()) {
            var line = text.line();
            int equals = line.indexOf('=');
            if (line.startsWith("E:") && equals > 2) {
                values.put(line.substring(2, equals), line.substring(equals + 1));
            }
        }
        return new UdevProperties(values);
    }
}
