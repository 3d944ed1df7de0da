package io.hypervigil.alerting.unittest;

import com.google.re2j.Pattern;
import io.hypervigil.promql.engine.EngineOptions;
import java.util.Optional;

/**
 * How unit tests of rules are run.
 *
 * @param engine how expressions are evaluated
 * @param only the names of the tests that are run; empty: all
 * @param prints every sample at the end of a test ({@code --debug})
 * @param ignoresUnknownFields in rule files
 */
public record RuleTestOptions(
        EngineOptions engine,
        Optional<Pattern> only,
        boolean prints,
        boolean ignoresUnknownFields) {

    /** As promtool without flags runs them. */
    public static final RuleTestOptions STANDARD =
            new RuleTestOptions(EngineOptions.STANDARD, Optional.empty(), false, false);

    /** Only tests with such names. */
    public RuleTestOptions only(Pattern names) {
        return new RuleTestOptions(engine, Optional.of(names), prints, ignoresUnknownFields);
    }

    boolean runs(String name) {
        return only.isEmpty() || only.get().matcher(name).find();
    }
}
