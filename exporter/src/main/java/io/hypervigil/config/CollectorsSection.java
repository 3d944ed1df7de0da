package io.hypervigil.config;

import io.hypervigil.collect.settings.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code collectors}: what is said of all collectors, and of each under its name.
 *
 * @param common what is said of all
 * @param byName a section for every collector of the process
 */
public record CollectorsSection(Common common, Map<String, CollectorSection> byName) {

    /** The keys that stand beside the collectors' names, none of which holds a '_'. */
    public record Common(
            @Setting(
                            help =
                                    "Switch off what is not switched on by name: a group, or a collector with"
                                            + " its usual groups.")
                    boolean disableDefaults) {}

    public CollectorsSection {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public boolean disableDefaults() {
        return common.disableDefaults();
    }

    /**
     * What is said of a collector.
     *
     * @throws IllegalArgumentException where there is no such collector
     */
    public CollectorSection of(String collector) {
        var section = byName.get(collector);
        if (section == null) {
            throw new IllegalArgumentException("no collector " + collector);
        }
        return section;
    }
}
