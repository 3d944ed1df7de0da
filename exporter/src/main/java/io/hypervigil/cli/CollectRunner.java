package io.hypervigil.cli;

import io.hypervigil.config.Configuration;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Samples once. */
@FunctionalInterface
public interface CollectRunner {

    /** How samples are written. */
    enum Format {
        /** Text format 0.0.4. */
        TEXT,
        OPENMETRICS,
        JSON,
        /** No samples: what could be read, what not, and why. */
        REPORT
    }

    /**
     * What is asked for.
     *
     * @param names of collectors and groups, all of them known; none for whatever is on
     * @param format of what is written
     * @param record where the files that were read are kept as a fixture, below {@code proc},
     *     {@code sys}, {@code root} and {@code udev}
     */
    record Request(Set<String> names, Format format, Optional<Path> record) {
        public Request {
            names = Set.copyOf(names);
        }
    }

    /**
     * Samples once and writes what came.
     *
     * @return the process's exit code: 1 where a collector failed
     * @throws CommandFailure where nothing can be collected, with what to do about it
     */
    int collect(Configuration configuration, Request request, OutputStream out) throws Exception;
}
