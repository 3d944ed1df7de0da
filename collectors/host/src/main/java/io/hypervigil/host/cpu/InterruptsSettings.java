package io.hypervigil.host.cpu;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/** Which interrupts are given. Patterns run on {@code NAME;INFO;DEVICES}. */
public record InterruptsSettings(
        @Setting(help = "Pattern of the interrupts to give: finds in NAME;INFO;DEVICES.")
                String nameInclude,
        @Setting(help = "Pattern of the interrupts to leave out: finds in NAME;INFO;DEVICES.")
                String nameExclude,
        @Setting(help = "Give interrupts that never happened on a CPU.", byDefault = "true")
                boolean includeZeros,
        @Setting(
                        help =
                                "Where the machine has more interrupts times CPUs than this, those"
                                        + " that never happened on a CPU are left out nevertheless.",
                        byDefault = "8192",
                        min = 0)
                int zerosLimit) {

    /** Refuses patterns that are none, and both at once. */
    public InterruptsSettings {
        NameFilter.requireOneOf("name_include", nameInclude, "name_exclude", nameExclude);
    }
}
