package io.hypervigil.config;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Setting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code collectors.NAME}: what is said of one collector.
 *
 * @param common what can be said of every collector
 * @param settings the collector's own record
 */
public record CollectorSection(Common common, Record settings) {

    /** The keys that stand beside a collector's own. */
    public record Common(
            @Setting(
                            help =
                                    "Whether this collector runs: false turns off all its groups that"
                                            + " are not switched on by name.")
                    Optional<Boolean> enabled,
            @Setting(
                            help =
                                    "In place of sampling.interval, for those of its probes that have"
                                            + " no interval of their own.")
                    Optional<Duration> interval,
            @Setting(help = "Groups to switch on or off by name, before everything else.")
                    Map<String, Boolean> groups) {

        public Common {
            if (interval.filter(every -> !every.isPositive()).isPresent()) {
                throw new IllegalArgumentException(
                        "interval: " + Durations.format(interval.get()) + ", more than 0 expected");
            }
        }
    }

    /** Whether a group of this collector is on. */
    boolean isOn(Group group, boolean areDefaultsDisabled) {
        var byName = common.groups().get(group.name());
        if (byName != null) {
            return byName;
        }
        return common.enabled().orElse(!areDefaultsDisabled) && group.byDefault();
    }
}
