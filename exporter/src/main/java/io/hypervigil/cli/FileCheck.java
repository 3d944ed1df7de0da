package io.hypervigil.cli;

import io.hypervigil.collect.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;

/** Checks a file, and all files that it names. */
@FunctionalInterface
public interface FileCheck {

    /**
     * Reads the file.
     *
     * @return what it sets, a line each
     * @throws SettingsException with every problem
     */
    List<String> check(Path file) throws SettingsException;
}
