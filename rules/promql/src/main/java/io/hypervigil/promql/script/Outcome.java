package io.hypervigil.promql.script;

import java.util.Optional;

/**
 * What came of one evaluation of a script.
 *
 * @param line where it stands, from 1
 * @param text the line
 * @param failure why it did not come out as expected; empty where it did
 */
public record Outcome(String script, int line, String text, Optional<String> failure) {

    public boolean isPassed() {
        return failure.isEmpty();
    }
}
