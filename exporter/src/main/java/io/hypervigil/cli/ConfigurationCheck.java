package io.hypervigil.cli;

import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.Configuration;

/** Reads what a configuration names: rule files, routers. */
@FunctionalInterface
public interface ConfigurationCheck {

    /**
     * @throws SettingsException with every problem
     */
    void check(Configuration configuration) throws SettingsException;
}
