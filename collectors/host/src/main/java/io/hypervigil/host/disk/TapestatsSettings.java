package io.hypervigil.host.disk;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/** {@code --collector.tapestats.*}, with node_exporter's names and defaults. */
public record TapestatsSettings(
        @Setting(help = "Tape drives to leave out, as a pattern.", byDefault = "^$")
                String ignoredDevices) {

    public TapestatsSettings {
        NameFilter.requirePattern("ignored_devices", ignoredDevices);
    }

    NameFilter devices() {
        return NameFilter.of("", ignoredDevices);
    }
}
