package io.hypervigil.cli;

import io.hypervigil.config.Configuration;
import java.io.OutputStream;

/** Sends test messages. */
@FunctionalInterface
public interface NotifyRunner {

    /**
     * Sends a marked test message by every integration of a receiver, and writes what each
     * answered.
     *
     * @return the process's exit code: 1 where one did not take it
     * @throws CommandFailure where there is no such receiver, with those that there are
     */
    int test(Configuration configuration, String receiver, OutputStream out) throws Exception;
}
