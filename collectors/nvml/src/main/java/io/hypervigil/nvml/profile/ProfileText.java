package io.hypervigil.nvml.profile;

import io.hypervigil.nvml.profile.Profile.Origin;
import io.hypervigil.nvml.profile.Profile.ProfileSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The text in which profiles are kept.
 *
 * <pre>
 * keep = night
 * [night]
 * summary = less noise
 * gpus = all
 * power_limit = 60% of default
 * </pre>
 */
final class ProfileText {

    private static final String GPUS = "gpus";
    private static final Set<String> KEYS =
            Set.of(
                    "summary",
                    GPUS,
                    "power_limit",
                    "graphics_clock",
                    "memory_clock",
                    "persistence",
                    "compute_mode",
                    "ecc");

    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private final Set<String> kept = new TreeSet<>();
    private String section = "";

    private ProfileText() {}

    /**
     * What is kept.
     *
     * @param profiles that were made while the program ran
     * @param keep names of those that are applied again whenever a GPU comes
     */
    record Kept(List<Profile> profiles, Set<String> keep) {
        Kept {
            profiles = List.copyOf(profiles);
            keep = Set.copyOf(keep);
        }
    }

    static String write(Kept kept) {
        var text = new StringBuilder();
        for (String name : new TreeSet<>(kept.keep)) {
            line(text, "keep", name);
        }
        for (Profile profile : kept.profiles) {
            text.append('[').append(profile.name()).append("]\n");
            line(text, "summary", profile.summary());
            for (GpuSelector gpu : profile.gpus()) {
                line(text, GPUS, gpu.text());
            }
            var settings = profile.settings();
            settings.powerLimit().ifPresent(limit -> line(text, "power_limit", limit.text()));
            settings.graphicsClock().ifPresent(lock -> line(text, "graphics_clock", lock.text()));
            settings.memoryClock().ifPresent(lock -> line(text, "memory_clock", lock.text()));
            settings.persistence().ifPresent(on -> line(text, "persistence", on ? "on" : "off"));
            settings.computeMode().ifPresent(mode -> line(text, "compute_mode", mode.text()));
            settings.ecc().ifPresent(on -> line(text, "ecc", on ? "on" : "off"));
        }
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException with the line, or the profile, that makes no sense
     */
    static Kept parse(String text) {
        var parsed = new ProfileText();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                parsed.take(line.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        var profiles = new ArrayList<Profile>();
        parsed.sections.forEach((name, keys) -> profiles.add(profile(name, keys)));
        return new Kept(profiles, parsed.kept);
    }

    private void take(String line) {
        int equals = line.indexOf(" =");
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("[") && line.endsWith("]")) {
            section = line.substring(1, line.length() - 1);
            if (sections.put(section, new LinkedHashMap<>()) != null) {
                throw new IllegalArgumentException("profile " + section + " twice");
            }
        } else if (equals < 0) {
            throw new IllegalArgumentException("'" + line + "': key = value expected");
        } else {
            take(line.substring(0, equals), line.substring(equals + 2).strip());
        }
    }

    private void take(String key, String value) {
        var keys = sections.get(section);
        if (keys == null && key.equals("keep")) {
            kept.add(value);
        } else if (keys == null || !KEYS.contains(key)) {
            throw new IllegalArgumentException("'" + key + "' is no key here");
        } else if (key.equals(GPUS)) {
            var _ = GpuSelector.parse(value);
            keys.merge(key, value, (first, next) -> first + "\n" + next);
        } else if (keys.put(key, value) != null) {
            throw new IllegalArgumentException("'" + key + "' twice");
        } else {
            // What makes no sense is told with its line.
            var _ = settings(Map.of(key, value));
        }
    }

    private static Profile profile(String name, Map<String, String> keys) {
        return new Profile(
                name,
                keys.getOrDefault("summary", ""),
                Origin.CREATED,
                keys.getOrDefault(GPUS, "").lines().map(GpuSelector::parse).toList(),
                settings(keys));
    }

    private static ProfileSettings settings(Map<String, String> keys) {
        return new ProfileSettings(
                value(keys, "power_limit").map(PowerTarget::parse),
                value(keys, "graphics_clock").map(ClockTarget::parse),
                value(keys, "memory_clock").map(ClockTarget::parse),
                value(keys, "persistence").map(ProfileText::isOn),
                value(keys, "compute_mode").map(ProfileText::mode),
                value(keys, "ecc").map(ProfileText::isOn));
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("'" + text + "': on or off expected");
        };
    }

    private static ComputeMode mode(String text) {
        return ComputeMode.of(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is no compute mode"));
    }

    private static Optional<String> value(Map<String, String> keys, String key) {
        return Optional.ofNullable(keys.get(key));
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
    }
}
