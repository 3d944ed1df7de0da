package io.hypervigil.host;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.bcache.BcacheSettings;
import io.hypervigil.host.disk.DiskstatsSettings;
import io.hypervigil.host.disk.TapestatsSettings;
import io.hypervigil.host.filesystem.FilesystemSettings;
import io.hypervigil.host.textfile.TextfileSettings;

/** {@code collectors.host} in the configuration; its flags begin with {@code --collector.}. */
public record HostSettings(
        @Setting(help = "The block cache bcache.") BcacheSettings bcache,
        @Setting(help = "Disks.") DiskstatsSettings diskstats,
        @Setting(help = "Mounted file systems.") FilesystemSettings filesystem,
        @Setting(help = "Tape drives.") TapestatsSettings tapestats,
        @Setting(help = "Files of metrics that others write.") TextfileSettings textfile) {}
