package io.hypervigil.libvirt;

import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Setting;
import java.time.Duration;

/** What is read beside statistics, where its group is on. */
public record ReadingSettings(
        @Setting(
                        help = "Volumes of a storage pool that have series of their own.",
                        byDefault = "1000",
                        min = 1,
                        max = 100_000)
                int volumes,
        @Setting(
                        help = "DHCP leases of a network that have series of their own.",
                        byDefault = "1000",
                        min = 1,
                        max = 100_000)
                int leases,
        @Setting(
                        help = "How long one answer of a guest's agent may take, in whole seconds.",
                        byDefault = "2s")
                Duration agentTimeout,
        @Setting(help = "How long all agents together may take in a round.", byDefault = "20s")
                Duration agentBudget) {

    /** Refuses times in which no agent could answer. */
    public ReadingSettings {
        if (agentTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "agent_timeout: " + Durations.format(agentTimeout) + ", 1s or more expected");
        }
        if (agentBudget.compareTo(agentTimeout) < 0
                || agentBudget.compareTo(Duration.ofSeconds(25)) > 0) {
            throw new IllegalArgumentException(
                    "agent_budget: "
                            + Durations.format(agentBudget)
                            + ", from agent_timeout to 25s expected");
        }
    }
}
