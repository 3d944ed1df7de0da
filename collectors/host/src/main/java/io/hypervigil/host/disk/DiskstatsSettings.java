package io.hypervigil.host.disk;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;
import java.util.Optional;

/** {@code --collector.diskstats.*}, with node_exporter's names and defaults. */
public record DiskstatsSettings(
        @Setting(
                        help =
                                "Disks to leave out, as a pattern; where neither this nor an include is given: "
                                        + DiskstatsSettings.DEVICES)
                Optional<String> deviceExclude,
        @Setting(help = "Disks to keep, as a pattern; none other is.")
                Optional<String> deviceInclude) {

    static final String DEVICES = "^(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+$";

    public DiskstatsSettings {
        NameFilter.requireOneOf(
                "device_include",
                deviceInclude.orElse(""),
                "device_exclude",
                deviceExclude.orElse(""));
    }

    NameFilter devices() {
        var included = deviceInclude.orElse("");
        return NameFilter.of(included, deviceExclude.orElse(included.isEmpty() ? DEVICES : ""));
    }
}
