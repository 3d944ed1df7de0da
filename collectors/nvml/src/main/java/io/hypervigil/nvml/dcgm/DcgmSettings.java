package io.hypervigil.nvml.dcgm;

import io.hypervigil.collect.settings.Setting;
import java.nio.file.Path;
import java.util.Optional;

/** Which names of dcgm-exporter are given too. */
public record DcgmSettings(
        @Setting(
                        help =
                                "A list of counters in dcgm-exporter's CSV format: field, type,"
                                        + " help. Without one, its default list.")
                Optional<Path> counters) {}
