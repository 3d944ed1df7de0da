package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.LabelGroups;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.value.Absent;
import io.hypervigil.promql.value.PositionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The histograms of a vector: native ones as they are, and classic ones of which each series is a
 * bucket, put together by their other labels.
 *
 * <p>Thread: confined.
 */
final class HistogramInput {

    private final Frame frame;
    private final PositionRange position;
    private final LabelGroups numbers = LabelGroups.withoutOnly(Labels.BUCKET);
    private final List<BucketRows> classics = new ArrayList<>();
    private final List<Row> natives = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param position of the vector in the query
     */
    HistogramInput(Frame frame, PositionRange position) {
        this.frame = frame;
        this.position = position;
    }

    void read(RowSource source) {
        for (var row = source.next(); row != null; row = source.next()) {
            frame.meter().spend(frame.steps().count());
            rows.add(row);
            if (row.hasHistograms()) {
                natives.add(row);
            }
            if (hasFloats(row)) {
                addBucket(row);
            }
        }
        natives.forEach(this::refuseBoth);
    }

    private static boolean hasFloats(Row row) {
        if (!row.hasHistograms()) {
            return true;
        }
        for (double value : row.values()) {
            if (!Absent.is(value)) {
                return true;
            }
        }
        return false;
    }

    private void addBucket(Row row) {
        var bound = bound(row.labels().get(Labels.BUCKET));
        if (bound.isEmpty()) {
            warn(
                    "bucket label \"le\" is missing or has a malformed value of "
                            + Quoted.text(row.labels().get(Labels.BUCKET)),
                    row.labels());
            return;
        }
        int number = numbers.indexOf(row.labels());
        if (number == classics.size()) {
            classics.add(new BucketRows(frame, numbers.labels(number)));
        }
        classics.get(number).add(bound.getAsDouble(), row);
    }

    private static OptionalDouble bound(String text) {
        try {
            return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Numbers.parse(text));
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    /** At a step at which a histogram is there in both forms, neither counts. */
    private void refuseBoth(Row row) {
        var classic = classicOf(row.labels());
        if (classic == null) {
            return;
        }
        for (int i = 0; i < frame.steps().count(); i++) {
            if (row.histogram(i) != null && classic.isAt(i)) {
                warn("vector contains a mix of classic and native histograms", row.labels());
                classic.refuse(i);
                row.remove(i);
            }
        }
    }

    private @Nullable BucketRows classicOf(Labels labels) {
        int number = labels.has(Labels.BUCKET) ? -1 : numbers.find(labels);
        return number < 0 ? null : classics.get(number);
    }

    private void warn(String text, Labels labels) {
        frame.annotations().warn(text + metric(labels), position);
    }

    /** Names the metric, if it still has its name. */
    String metric(Labels labels) {
        var name = labels.metricName();
        boolean isNamed = frame.evaluation().delaysNameRemoval() && !name.isEmpty();
        return isNamed ? " for metric name " + Quoted.text(name) : "";
    }

    PositionRange position() {
        return position;
    }

    List<Row> natives() {
        return natives;
    }

    List<BucketRows> classics() {
        return classics;
    }

    /** Gives all rows back. */
    void close() {
        rows.forEach(frame::giveBack);
    }
}
