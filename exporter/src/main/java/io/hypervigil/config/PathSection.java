package io.hypervigil.config;

import io.hypervigil.collect.settings.Setting;
import java.nio.file.Path;

/** {@code path}: where the host's files lie, for a process that sees them elsewhere. */
public record PathSection(
        @Setting(help = "Where the host's procfs is mounted.", byDefault = "/proc") Path procfs,
        @Setting(help = "Where the host's sysfs is mounted.", byDefault = "/sys") Path sysfs,
        @Setting(help = "Where the host's root is mounted.", byDefault = "/") Path rootfs,
        @Setting(
                        help = "Where the host's udev keeps its data.",
                        byDefault = "/run/udev/data",
                        flag = "udev.data")
                Path udevData) {}
