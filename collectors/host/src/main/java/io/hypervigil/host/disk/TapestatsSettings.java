package io.hypervigil.host.disk;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/** {@code --collector.tapestats.*}, with node_exporter's names and defaults. */
public record TapestatsSettings(
        @Setting(help = "Tape drives to leave out, as a pattern.", byDefault = "^$")
                String ignoredDevices) {

    public TapestatsSettings {
        try {
            NameFilter.of("", ignoredDevices);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("ignoredDevices: " + e.getMessage(), e);
        }
    }

    NameFilter devices() {
        return NameFilter.of("", ignoredDevices);
    }
}
