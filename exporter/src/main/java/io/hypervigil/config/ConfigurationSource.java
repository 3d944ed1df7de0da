package io.hypervigil.config;

import io.hypervigil.collect.settings.SettingsException;

/** Where the configuration comes from, now and again at each reload. */
@FunctionalInterface
public interface ConfigurationSource {

    /**
     * Reads it anew.
     *
     * @throws SettingsException with every problem; nothing has changed then
     */
    Configuration load() throws SettingsException;
}
