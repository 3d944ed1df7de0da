package io.hypervigil.host.sensor;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.SysDevice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A hardware monitoring chip.
 *
 * @param label stands for it in metrics, and for no other chip
 * @param driverName what its driver calls it, cleaned; "" where it says nothing
 * @param files those of its sensors, by path below /sys
 */
record HwmonChip(String label, String driverName, Map<String, HwmonFile> files) {

    static final String FOLDER = "class/hwmon";
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-z0-9:_]");
    private static final Pattern REPLACED_BYTES = Pattern.compile("\uFFFD+");

    /**
     * All chips. Several may belong to one device (asus-nb-wmi has two), after which they are
     * named: then each gets its driver's name behind it, or, where those are alike too, its number.
     */
    static List<HwmonChip> all(FileTree sys) {
        var candidates = new ArrayList<Candidate>();
        for (SysDevice listed : SysDevice.in(sys, FOLDER)) {
            var driverName = clean(sys.attribute(listed.file("name")).orElse(""));
            candidates.add(new Candidate(listed, baseLabel(sys, listed, driverName), driverName));
        }
        var byBase = new HashMap<String, Integer>();
        var byBaseAndName = new HashMap<String, Integer>();
        for (Candidate candidate : candidates) {
            byBase.merge(candidate.base, 1, Integer::sum);
            byBaseAndName.merge(candidate.withDriverName(), 1, Integer::sum);
        }
        return candidates.stream()
                .map(
                        candidate -> {
                            boolean isAlone = byBase.getOrDefault(candidate.base, 1) == 1;
                            boolean isNameAlone =
                                    byBaseAndName.getOrDefault(candidate.withDriverName(), 1) == 1;
                            return new HwmonChip(
                                    candidate.label(isAlone, isNameAlone),
                                    candidate.driverName,
                                    files(sys, candidate.listed.path()));
                        })
                .toList();
    }

    HwmonChip {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    private record Candidate(SysDevice listed, String base, String driverName) {

        String withDriverName() {
            return base + "_" + driverName;
        }

        String label(boolean isAlone, boolean isNameAlone) {
            if (isAlone) {
                return base;
            }
            return isNameAlone && !driverName.isEmpty()
                    ? withDriverName()
                    : base + "_" + clean(listed.name());
        }
    }

    /** hwmonN depends on the order of loading, the device does not: it names the chip. */
    private static String baseLabel(FileTree sys, SysDevice listed, String driverName) {
        var ofDevice = sys.resolved(listed.file("device")).map(HwmonChip::labelOfDevice).orElse("");
        if (!ofDevice.isEmpty()) {
            return ofDevice;
        }
        return driverName.isEmpty() ? clean(listed.name()) : driverName;
    }

    /** {@code devices/platform/coretemp.0} is {@code platform_coretemp_0}. */
    static String labelOfDevice(String path) {
        var folders = path.split("/", -1);
        var device = clean(folders[folders.length - 1]);
        var kind = folders.length < 2 ? "" : clean(folders[folders.length - 2]);
        return kind.isEmpty() || device.isEmpty() ? device : kind + "_" + device;
    }

    /** Lower case, with '_' for whatever is no part of a metric's name. */
    static String clean(String name) {
        var replaced = NOT_IN_NAMES.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("_");
        int start = 0;
        int end = replaced.length();
        while (start < end && replaced.charAt(start) == '_') {
            start++;
        }
        while (end > start && replaced.charAt(end - 1) == '_') {
            end--;
        }
        return replaced.substring(start, end);
    }

    private static Map<String, HwmonFile> files(FileTree sys, String folder) {
        var files = new LinkedHashMap<String, HwmonFile>();
        // Drivers of old put their files beside the device.
        for (String place : List.of(folder, folder + "/device")) {
            for (String name : sys.list(place)) {
                HwmonFile.of(name).ifPresent(file -> files.put(place + "/" + name, file));
            }
        }
        return files;
    }

    /** What can be read of each sensor now: its elements and their text, by name. */
    Map<HwmonFile.Sensor, Map<String, String>> sensors(FileTree sys) {
        var sensors = new LinkedHashMap<HwmonFile.Sensor, Map<String, String>>();
        files.forEach(
                (path, file) ->
                        text(sys, path)
                                .ifPresent(
                                        text ->
                                                sensors.computeIfAbsent(
                                                                file.sensor(), _ -> new TreeMap<>())
                                                        .put(file.element(), text)));
        return sensors;
    }

    private static Optional<String> text(FileTree sys, String file) {
        try {
            return Optional.of(sys.read(file, HwmonChip::firstLine));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Labels come from firmware in whatever encoding: a run of bad bytes becomes one U+FFFD. */
    static String firstLine(Text text) {
        var line = text.nextLine() ? text.line() : "";
        return line.indexOf('\uFFFD') < 0
                ? line
                : REPLACED_BYTES.matcher(line).replaceAll("\uFFFD");
    }
}
