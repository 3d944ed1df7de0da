package io.hypervigil.host.systemd;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.hypervigil.collect.settings.Setting;

/**
 * What is asked of systemd.
 *
 * @param unitInclude units to tell of; matches the whole name
 * @param unitExclude units to leave out of those; matches the whole name
 * @param enableRestartsMetrics how often services were restarted
 * @param enableStartTimeMetrics since when units are active
 * @param enableTaskMetrics how many tasks services have
 * @param privateConnection asks systemd itself, without a bus
 */
public record SystemdSettings(
        @Setting(help = "pattern of units to tell of, of the whole name", byDefault = ".+")
                String unitInclude,
        @Setting(
                        help = "pattern of units to leave out, of the whole name",
                        byDefault = ".+\\.(automount|device|mount|scope|slice)")
                String unitExclude,
        @Setting(help = "how often services were restarted") boolean enableRestartsMetrics,
        @Setting(help = "since when units are active") boolean enableStartTimeMetrics,
        @Setting(help = "how many tasks services have, and may have") boolean enableTaskMetrics,
        @Setting(help = "ask systemd itself, without a bus; needs root")
                boolean privateConnection) {

    public SystemdSettings {
        requirePattern("unit_include", unitInclude);
        requirePattern("unit_exclude", unitExclude);
    }

    private static void requirePattern(String name, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    name + ": '" + pattern + "' is no RE2 pattern: " + e.getDescription(), e);
        }
    }
}
