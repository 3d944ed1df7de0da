package io.hypervigil.host.net;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/** Which network devices are described. */
public record NetclassSettings(
        @Setting(
                        help =
                                "Pattern of the network devices not to describe. Where given, devices"
                                        + " of guests are no longer left out; ^$ leaves out none.")
                String ignoredDevices,
        @Setting(help = "Leave out the speed of a device that does not know it, which is -1.")
                boolean ignoreInvalidSpeed) {

    /** Refuses a pattern that is none. */
    public NetclassSettings {
        NameFilter.requirePattern("ignored_devices", ignoredDevices);
    }
}
