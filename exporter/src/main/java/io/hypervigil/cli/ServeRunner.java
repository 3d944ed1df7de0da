package io.hypervigil.cli;

import io.hypervigil.config.Configuration;
import io.hypervigil.config.ConfigurationSource;

/** Serves until the process is told to end. */
@FunctionalInterface
public interface ServeRunner {

    /**
     * Serves; the log is set up already.
     *
     * @param configuration that of the start
     * @param source gives the one of a reload
     * @return the process's exit code
     * @throws CommandFailure where it cannot serve, with what to do about it
     */
    int serve(Configuration configuration, ConfigurationSource source) throws Exception;
}
