package io.hypervigil.nvml;

import io.hypervigil.collect.settings.Setting;
import java.time.Duration;

/** Which processes of a GPU have series of their own, and how often they are listed. */
public record ProcessSettings(
        @Setting(
                        help = "How many processes of a GPU have series of their own.",
                        byDefault = "20",
                        min = 0,
                        max = 10_000)
                int top,
        @Setting(help = "How often processes are listed, which is dear.", byDefault = "15s")
                Duration interval) {

    /** Refuses an interval that the driver could not keep up with. */
    public ProcessSettings {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("interval: " + interval + ", 1s or more expected");
        }
    }
}
