package io.hypervigil.host.net;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/** For which network devices neighbours are counted. */
public record ArpSettings(
        @Setting(help = "Pattern of the network devices whose neighbours are counted.")
                String deviceInclude,
        @Setting(help = "Pattern of the network devices whose neighbours are not counted.")
                String deviceExclude) {

    /** Refuses patterns that are none, and both at once. */
    public ArpSettings {
        NameFilter.requireOneOf("device_include", deviceInclude, "device_exclude", deviceExclude);
    }
}
