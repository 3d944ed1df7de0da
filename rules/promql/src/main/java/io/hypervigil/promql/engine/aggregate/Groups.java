package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.LabelGroups;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an aggregation keeps for each group of series.
 *
 * <p>Thread: confined.
 *
 * @param <G> what it keeps
 */
final class Groups<G> {

    private final LabelGroups numbers;
    private final Supplier<G> making;
    private final List<G> groups = new ArrayList<>();

    Groups(Expr.Aggregation expr, Supplier<G> making) {
        this.numbers = numbers(expr);
        this.making = making;
    }

    static LabelGroups numbers(Expr.Aggregation expr) {
        return expr.isWithout()
                ? LabelGroups.without(expr.grouping())
                : LabelGroups.by(expr.grouping());
    }

    /** The number of a row's group, which is made where it was not there. */
    int numberOf(Row row) {
        int number = numbers.indexOf(row.labels());
        if (number == groups.size()) {
            groups.add(making.get());
        }
        return number;
    }

    G get(int number) {
        return groups.get(number);
    }

    Labels labels(int number) {
        return numbers.labels(number);
    }

    int size() {
        return groups.size();
    }
}
