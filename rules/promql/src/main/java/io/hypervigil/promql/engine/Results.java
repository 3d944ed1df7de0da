package io.hypervigil.promql.engine;

import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Metadata;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.engine.select.Ranges;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.value.QueryValue;
import io.hypervigil.promql.value.QueryValue.Matrix;
import io.hypervigil.promql.value.QueryValue.Vector;
import io.hypervigil.promql.value.RangeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what the operators give into the value of a query. */
final class Results {

    private final Frame frame;

    Results(Frame frame) {
        this.frame = frame;
    }

    /** The samples of one step, in the order of the operators. */
    Vector vector(RowSource source) {
        var samples = new ArrayList<QueryValue.Sample>();
        Set<Labels> seen = new HashSet<>();
        long millis = frame.steps().startMillis();
        for (var row = source.next(); row != null; row = source.next()) {
            var labels = labelsOf(row);
            if (!seen.add(labels)) {
                throw Failure.sameLabels();
            }
            samples.add(new QueryValue.Sample(labels, millis, row.values()[0], row.histogram(0)));
            frame.giveBack(row);
            frame.meter().hold(1);
            frame.meter().spend(10);
        }
        return new Vector(samples);
    }

    private static Labels labelsOf(Row row) {
        return row.dropsName() ? Metadata.dropFrom(row.labels()) : row.labels();
    }

    /** The samples of all steps, in the order of the labels. */
    Matrix matrix(RowSource source) {
        var series = new SeriesCollector(frame);
        for (var row = source.next(); row != null; row = source.next()) {
            series.add(labelsOf(row), row);
            frame.giveBack(row);
        }
        return new Matrix(sorted(series.series()));
    }

    /** A number at all steps. */
    Matrix matrix(Scalar scalar) {
        int count = frame.steps().count();
        if (count == 0) {
            return new Matrix(List.of());
        }
        var row = frame.rent(Labels.EMPTY);
        for (int i = 0; i < count; i++) {
            row.values()[i] = scalar.at(i);
        }
        var series = new SeriesCollector(frame);
        series.add(Labels.EMPTY, row);
        frame.giveBack(row);
        return new Matrix(series.series());
    }

    /** The samples of the range of one step as they are. */
    Matrix matrix(Ranges ranges) {
        var all = new ArrayList<RangeSeries>();
        Set<Labels> seen = new HashSet<>();
        while (ranges.next()) {
            var window = ranges.at(0);
            if (window.isEmpty()) {
                continue;
            }
            var labels = ranges.dropsName() ? Metadata.dropFrom(ranges.labels()) : ranges.labels();
            if (!seen.add(labels)) {
                throw Failure.sameLabels();
            }
            all.add(SeriesCollector.of(labels, window));
            int count = window.floatCount() + window.histogramCount();
            frame.meter().hold(count);
            frame.meter().look(count);
            frame.meter().spend(count);
        }
        return new Matrix(sorted(all));
    }

    private List<RangeSeries> sorted(List<RangeSeries> series) {
        frame.meter().check();
        series.sort(Comparator.comparing(RangeSeries::labels));
        return series;
    }
}
