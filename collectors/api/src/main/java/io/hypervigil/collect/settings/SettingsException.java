package io.hypervigil.collect.settings;

import java.io.Serial;
import java.util.List;

/** Settings that are refused, with every reason found. */
public final class SettingsException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /**
     * @param problems a line each: place, path, what was found, what was expected
     */
    public SettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** A line each, in the order in which they were found. */
    public List<String> problems() {
        return problems;
    }
}
