package io.hypervigil.alerting.rulefile;

import io.hypervigil.promql.syntax.ParserOptions;

/**
 * How rule files are read.
 *
 * @param parser the parts of the language of expressions that are switched on
 * @param isLegacyNamesOnly whether names are held to letters, digits and underscores
 * @param ignoresUnknownFields of groups and rules
 */
public record RuleFileOptions(
        ParserOptions parser, boolean isLegacyNamesOnly, boolean ignoresUnknownFields) {

    /** As a Prometheus without flags reads them. */
    public static final RuleFileOptions STANDARD =
            new RuleFileOptions(ParserOptions.STABLE, false, false);
}
