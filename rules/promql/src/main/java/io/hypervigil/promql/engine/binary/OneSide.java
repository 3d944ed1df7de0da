package io.hypervigil.promql.engine.binary;

import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.LabelGroups;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Matching;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The side of a match that may have one sample for each group and step, read as a whole.
 *
 * <p>Thread: confined.
 */
final class OneSide {

    private record Conflict(MatchGroup group, Labels first, Labels second) {}

    private final Frame frame;
    private final Matching matching;
    private final LabelGroups numbers;
    private final List<MatchGroup> groups = new ArrayList<>();

    /** By step; the first of each is enough to say what is wrong. */
    private final TreeMap<Integer, Conflict> conflicts = new TreeMap<>();

    OneSide(Frame frame, Matching matching) {
        this.frame = frame;
        this.matching = matching;
        this.numbers = numbers(matching);
    }

    /** Numbers labels by those that have to match. */
    static LabelGroups numbers(Matching matching) {
        return matching.isOn()
                ? LabelGroups.by(matching.labels())
                : LabelGroups.without(matching.labels());
    }

    void read(RowSource source) {
        for (var row = source.next(); row != null; row = source.next()) {
            var group = groupOf(row.labels());
            group.add(
                    row,
                    (step, first, second) ->
                            conflicts.putIfAbsent(
                                    step, new Conflict(group, first.labels(), second.labels())));
            frame.meter().spend(frame.steps().count());
        }
    }

    /** The group that labels belong to, a new one where there was none. */
    MatchGroup groupOf(Labels labels) {
        int number = numbers.indexOf(labels);
        if (number == groups.size()) {
            groups.add(new MatchGroup(frame, numbers.labels(number)));
        }
        return groups.get(number);
    }

    /** The group that labels belong to. */
    @Nullable MatchGroup findGroup(Labels labels) {
        int number = numbers.find(labels);
        return number < 0 ? null : groups.get(number);
    }

    List<MatchGroup> groups() {
        return groups;
    }

    /** Refuses two samples of a group at the same step. */
    void refuseConflicts() {
        if (!conflicts.isEmpty()) {
            throw Failure.execution(text(conflicts.firstEntry().getValue()));
        }
    }

    /** Refuses them where a row of the other side has a sample too. */
    void refuseConflicts(Row other) {
        for (var conflict : conflicts.entrySet()) {
            if (other.isAt(conflict.getKey())) {
                throw Failure.execution(text(conflict.getValue()));
            }
        }
    }

    private String text(Conflict conflict) {
        var side = matching.cardinality() == Matching.Cardinality.ONE_TO_MANY ? "left" : "right";
        boolean isInOrder = conflict.first.compareTo(conflict.second) <= 0;
        var lower = isInOrder ? conflict.first : conflict.second;
        var upper = isInOrder ? conflict.second : conflict.first;
        return "found duplicate series for the match group "
                + conflict.group.labels().inBraces()
                + " on the "
                + side
                + " hand-side of the operation: ["
                + lower.inBraces()
                + ", "
                + upper.inBraces()
                + "];many-to-many matching not allowed: matching labels must be unique on one side";
    }
}
