package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.engine.row.Metadata;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.Matching;
import java.util.List;

/**
 * The labels of the result of a match.
 *
 * @param dropsMetadata whether the name goes because of the operator
 */
record MatchLabels(Matching matching, boolean dropsMetadata) {

    static MatchLabels of(Expr.Binary expr, Matching matching, boolean delaysNameRemoval) {
        boolean isBool = expr.returnsBool() && !delaysNameRemoval;
        return new MatchLabels(matching, Arithmetic.makesOtherMetric(expr.operator()) || isBool);
    }

    /** Of a series of the "many" side, or the left one, and its match. */
    Labels of(Labels many, Labels one) {
        var labels = dropsMetadata ? Metadata.dropFrom(many) : many;
        if (matching.cardinality() == Matching.Cardinality.ONE_TO_ONE) {
            labels = matching.isOn() ? labels.keep(names()) : labels.without(names());
        }
        for (var name : matching.include()) {
            labels = labels.with(name, one.get(name));
        }
        return labels;
    }

    private List<String> names() {
        return matching.labels();
    }

    /** Whether all of them come from the "many" side and the matching labels. */
    boolean dependsOnManyOnly() {
        return matching.include().isEmpty();
    }
}
