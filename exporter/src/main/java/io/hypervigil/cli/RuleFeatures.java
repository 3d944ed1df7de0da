package io.hypervigil.cli;

import io.hypervigil.promql.engine.EngineOptions;
import io.hypervigil.promql.syntax.ParserOptions;
import java.util.List;

/**
 * What promtool's {@code --enable-feature} switches on.
 *
 * @param unknown names that mean nothing, which promtool warns of
 */
record RuleFeatures(boolean isExperimental, boolean delaysNames, List<String> unknown) {

    private static final String FUNCTIONS = "promql-experimental-functions";
    private static final String DELAYED_NAMES = "promql-delayed-name-removal";

    static final List<String> KNOWN = List.of(FUNCTIONS, DELAYED_NAMES);

    static RuleFeatures of(Invocation invocation) {
        var names =
                invocation.texts(RuleModel.FEATURES).stream()
                        .flatMap(list -> List.of(list.split(",", -1)).stream())
                        .filter(name -> !name.isEmpty())
                        .toList();
        return new RuleFeatures(
                names.contains(FUNCTIONS) || invocation.has(RuleModel.EXPERIMENTAL),
                names.contains(DELAYED_NAMES),
                names.stream().filter(name -> !KNOWN.contains(name)).toList());
    }

    ParserOptions parser() {
        return isExperimental ? ParserOptions.EVERYTHING : ParserOptions.STABLE;
    }

    EngineOptions engine() {
        return new EngineOptions(
                parser(),
                EngineOptions.STANDARD.lookback(),
                EngineOptions.STANDARD.subqueryStep(),
                delaysNames,
                false);
    }
}
