package io.hypervigil.config;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.logging.LogFormat;
import io.hypervigil.logging.LogLevel;

/** {@code log}: what is said on standard error. */
public record LogSection(
        @Setting(help = "Least severity that is logged.", byDefault = "info") LogLevel level,
        @Setting(help = "How a line is written: text as key=value, or json.", byDefault = "text")
                LogFormat format) {}
