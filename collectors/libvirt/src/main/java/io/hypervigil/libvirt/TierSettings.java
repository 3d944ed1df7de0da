package io.hypervigil.libvirt;

import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Setting;
import java.time.Duration;

/** How often the domains are asked, and how. */
public record TierSettings(
        @Setting(
                        help = "How often states are read where no event tells of anything before.",
                        byDefault = "15s")
                Duration state,
        @Setting(help = "How often CPUs and memory are read.", byDefault = "15s") Duration usage,
        @Setting(help = "How often disks are read, which is dear.", byDefault = "30s")
                Duration block,
        @Setting(
                        help =
                                "How often networks, pools, jobs and what is seldom wanted are read.",
                        byDefault = "60s")
                Duration rare,
        @Setting(
                        help =
                                "How long one call may take before its domains are asked one by one.",
                        byDefault = "3s")
                Duration callTimeout,
        @Setting(help = "Domains asked in one call.", byDefault = "50", min = 1, max = 1_000)
                int chunk,
        @Setting(
                        help =
                                "Calls under way at once; a daemon takes five of one client and"
                                        + " keeps the others waiting.",
                        byDefault = "4",
                        min = 1,
                        max = 16)
                int threads) {

    /** Refuses intervals that a daemon could not keep up with. */
    public TierSettings {
        check("state", state);
        check("usage", usage);
        check("block", block);
        check("rare", rare);
        if (callTimeout.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException(
                    "call_timeout: " + Durations.format(callTimeout) + ", 100ms or more expected");
        }
    }

    private static void check(String name, Duration interval) {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    name + ": " + Durations.format(interval) + ", 1s or more expected");
        }
    }
}
