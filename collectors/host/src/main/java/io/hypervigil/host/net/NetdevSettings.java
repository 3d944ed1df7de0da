package io.hypervigil.host.net;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/** Which network devices are counted, and how. */
public record NetdevSettings(
        @Setting(
                        help =
                                "Pattern of the network devices to count. Where given, devices of"
                                        + " guests are no longer left out.")
                String deviceInclude,
        @Setting(
                        help =
                                "Pattern of the network devices not to count. Where given, devices"
                                        + " of guests are no longer left out.")
                String deviceExclude,
        @Setting(help = "Give node_network_address_info for each address of a device.")
                boolean addressInfo,
        @Setting(
                        help =
                                "Give all counts of a device under their own names, which dashboards"
                                        + " do not know, in place of the usual ones.")
                boolean enableDetailedMetrics,
        @Setting(help = "Add the alias of a device as the label ifalias.") boolean labelIfalias) {

    /** Refuses patterns that are none, and both at once. */
    public NetdevSettings {
        NameFilter.requireOneOf("device_include", deviceInclude, "device_exclude", deviceExclude);
    }
}
