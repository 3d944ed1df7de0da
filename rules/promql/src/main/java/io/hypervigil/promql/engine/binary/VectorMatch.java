package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.engine.binary.PairOperation.Outcome;
import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.StepSet;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.Matching;
import io.hypervigil.promql.syntax.Matching.Cardinality;
import io.hypervigil.promql.value.Absent;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * An operator between two vectors, one to one or many to one. The "one" side is read as a whole;
 * the other passes by, and its rows become those of the result.
 */
public final class VectorMatch implements RowSource {

    private final Frame frame;
    private final boolean isOneLeft;
    private final boolean isOneToOne;
    private final RowSource many;
    private final RowSource one;
    private final OptionalDouble fillOne;
    private final OptionalDouble fillMany;
    private final PairOperation operation;
    private final MatchLabels labels;
    private final OneSide side;
    private final boolean mayRepeatLabels;
    private final Map<Labels, StepSet> stepsOfLabels = new HashMap<>();
    private final ArrayDeque<Row> results = new ArrayDeque<>();
    private boolean isOneRead;
    private boolean isManyDone;

    public VectorMatch(
            Frame frame, Expr.Binary expr, Matching matching, RowSource left, RowSource right) {
        this.frame = frame;
        this.isOneLeft = matching.cardinality() == Cardinality.ONE_TO_MANY;
        this.isOneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
        this.many = isOneLeft ? right : left;
        this.one = isOneLeft ? left : right;
        // Prometheus swaps the sides of group_right, but not these.
        this.fillMany = matching.fillLeft();
        this.fillOne = matching.fillRight();
        this.operation = new PairOperation(expr, frame.annotations());
        this.labels = MatchLabels.of(expr, matching, frame.evaluation().delaysNameRemoval());
        this.side = new OneSide(frame, matching);
        boolean losesName = labels.dropsMetadata() && !many.isDistinctWithoutName();
        this.mayRepeatLabels = !isOneToOne && (losesName || !labels.dependsOnManyOnly());
    }

    @Override
    public @Nullable Row next() {
        if (!isOneRead) {
            isOneRead = true;
            side.read(one);
            if (fillOne.isPresent() || fillMany.isPresent()) {
                side.refuseConflicts();
            }
        }
        while (results.isEmpty() && !isManyDone) {
            var row = many.next();
            if (row != null) {
                match(row);
            } else {
                isManyDone = true;
                finish();
            }
        }
        return results.poll();
    }

    private void match(Row row) {
        side.refuseConflicts(row);
        var group = fillOne.isPresent() ? side.groupOf(row.labels()) : side.findGroup(row.labels());
        if (group == null) {
            frame.giveBack(row);
            return;
        }
        var only = group.rows().isEmpty() ? null : group.rows().getFirst();
        boolean hasOneResult =
                only == null
                        || (group.rows().size() == 1
                                && (fillOne.isEmpty() || labels.dependsOnManyOnly()));
        if (hasOneResult) {
            matchInPlace(row, group, only);
        } else {
            matchEach(row, group);
        }
    }

    /** The common case: a pair of series, whose result takes the place of the first. */
    private void matchInPlace(Row row, MatchGroup group, @Nullable Row match) {
        var oneLabels = match == null ? group.labels() : match.labels();
        var resultLabels = labels.of(row.labels(), oneLabels);
        var steps = stepsOf(resultLabels);
        frame.meter().spend(frame.steps().count());
        if (match != null
                && !row.hasHistograms()
                && !match.hasHistograms()
                && fillOne.isEmpty()
                && steps == null
                && !Arithmetic.isTrim(operation.operator())) {
            calculateFloats(row.values(), match.values(), group);
            finish(row, resultLabels, row.dropsName());
            return;
        }
        for (int i = 0; i < frame.steps().count(); i++) {
            if (!row.isAt(i)) {
                continue;
            }
            boolean isThere = match != null && match.isAt(i);
            if ((!isThere && fillOne.isEmpty())
                    || !calculate(row, isThere ? match : null, i, group, steps)) {
                row.remove(i);
            } else {
                operation.put(row, i);
            }
        }
        finish(row, resultLabels, row.dropsName());
    }

    private void calculateFloats(double[] values, double[] others, MatchGroup group) {
        var operator = operation.operator();
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            double other = others[i];
            if (Absent.is(value) || Absent.is(other)) {
                values[i] = Absent.VALUE;
                continue;
            }
            mark(group, i);
            double left = isOneLeft ? other : value;
            double right = isOneLeft ? value : other;
            if (!operator.isComparison()) {
                values[i] = Arithmetic.calculate(operator, left, right);
            } else if (operation.returnsBool()) {
                values[i] = Arithmetic.holds(operator, left, right) ? 1 : 0;
            } else {
                values[i] = Arithmetic.holds(operator, left, right) ? left : Absent.VALUE;
            }
        }
    }

    /** The labels of the result depend on which series of the group is there at a step. */
    private void matchEach(Row row, MatchGroup group) {
        for (var match : group.rows()) {
            matchOne(row, group, match);
        }
        if (fillOne.isPresent()) {
            matchOne(row, group, null);
        }
        frame.giveBack(row);
    }

    private void matchOne(Row row, MatchGroup group, @Nullable Row match) {
        var oneLabels = match == null ? group.labels() : match.labels();
        var resultLabels = labels.of(row.labels(), oneLabels);
        var steps = stepsOf(resultLabels);
        var result = frame.rent(resultLabels);
        frame.meter().spend(frame.steps().count());
        for (int i = 0; i < frame.steps().count(); i++) {
            if (row.isAt(i) && group.rowAt(i) == match && calculate(row, match, i, group, steps)) {
                operation.put(result, i);
            }
        }
        finish(result, resultLabels, row.dropsName());
    }

    /** Leaves the result of a step in the operation; false where there is none. */
    private boolean calculate(
            Row row, @Nullable Row match, int step, MatchGroup group, @Nullable StepSet steps) {
        double value = row.values()[step];
        var histogram = row.histogram(step);
        double other = match == null ? fillOne.orElse(Absent.VALUE) : match.values()[step];
        var otherHistogram = match == null ? null : match.histogram(step);
        var outcome =
                isOneLeft
                        ? operation.apply(other, otherHistogram, value, histogram)
                        : operation.apply(value, histogram, other, otherHistogram);
        if (outcome == Outcome.IMPOSSIBLE) {
            return false;
        }
        mark(group, step);
        if (steps != null && !steps.add(step)) {
            throw Failure.execution(
                    "multiple matches for labels: grouping labels must ensure unique matches");
        }
        return outcome == Outcome.KEPT;
    }

    /** Remembers that a group has its match at a step, where that matters. */
    private void mark(MatchGroup group, int step) {
        if (!isOneToOne && fillMany.isEmpty()) {
            return;
        }
        boolean isFirst = group.match(step);
        if (isOneToOne && !isFirst) {
            throw Failure.execution(
                    "multiple matches for labels: many-to-one matching must be explicit"
                            + " (group_left/group_right)");
        }
    }

    private @Nullable StepSet stepsOf(Labels resultLabels) {
        return mayRepeatLabels
                ? stepsOfLabels.computeIfAbsent(resultLabels, _ -> new StepSet(frame.steps()))
                : null;
    }

    private void finish(Row result, Labels resultLabels, boolean dropsName) {
        if (result.isEmpty()) {
            frame.giveBack(result);
            return;
        }
        result.setLabels(resultLabels);
        boolean isNameless = labels.dropsMetadata();
        result.setDropsName(!isNameless && (dropsName || operation.returnsBool()));
        results.add(result);
    }

    /** Fills what the "many" side lacks; lets go of the "one" side. */
    private void finish() {
        for (var group : side.groups()) {
            for (var match : group.rows()) {
                if (fillMany.isEmpty()) {
                    frame.giveBack(match);
                } else {
                    fillMany(group, match, fillMany.getAsDouble());
                }
            }
        }
    }

    private void fillMany(MatchGroup group, Row match, double fill) {
        frame.meter().spend(frame.steps().count());
        for (int i = 0; i < frame.steps().count(); i++) {
            if (!match.isAt(i)) {
                continue;
            }
            double value = match.values()[i];
            var histogram = match.histogram(i);
            boolean isKept =
                    !group.isMatched(i)
                            && Outcome.KEPT
                                    == (isOneLeft
                                            ? operation.apply(value, histogram, fill, null)
                                            : operation.apply(fill, null, value, histogram));
            if (isKept) {
                operation.put(match, i);
            } else {
                match.remove(i);
            }
        }
        finish(match, labels.of(group.labels(), match.labels()), false);
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public boolean isDistinctWithoutName() {
        return labels.dropsMetadata()
                || (many.isDistinctWithoutName() && labels.dependsOnManyOnly());
    }
}
