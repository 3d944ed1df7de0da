package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.engine.call.HistogramStatistic.OfFraction;
import io.hypervigil.promql.engine.call.HistogramStatistic.OfQuantile;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.LabelOverlaps;
import io.hypervigil.promql.engine.row.NameRemoval;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.histogram.ClassicHistogram;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.HistogramFraction;
import io.hypervigil.promql.histogram.HistogramNotes;
import io.hypervigil.promql.histogram.HistogramNotes.Note;
import io.hypervigil.promql.histogram.HistogramQuantile;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.syntax.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code histogram_quantile}, {@code histogram_quantiles} and {@code histogram_fraction}, of native
 * histograms and of classic ones.
 */
public final class HistogramCall implements RowSource {

    private final Frame frame;
    private final RowSource source;
    private final HistogramInput input;
    private final List<HistogramStatistic> statistics;
    private final NameRemoval nameRemoval;
    private final LabelOverlaps overlaps;
    private final HistogramNotes notes = new HistogramNotes();
    private final ClassicHistogram classic = new ClassicHistogram();
    private final ForcedMonotonicity forced = new ForcedMonotonicity();
    private @Nullable ArrayDeque<Row> results;

    private HistogramCall(
            Frame frame, Expr vector, RowSource source, List<HistogramStatistic> statistics) {
        this.frame = frame;
        this.source = source;
        this.input = new HistogramInput(frame, vector.position());
        this.statistics = statistics;
        this.nameRemoval = new NameRemoval(frame, false);
        this.overlaps = new LabelOverlaps(frame);
    }

    public static HistogramCall quantile(
            Frame frame, Expr.Call call, Scalar quantile, RowSource source) {
        warnOfQuantile(frame, call.arguments().get(0), quantile);
        return new HistogramCall(
                frame, call.arguments().get(1), source, List.of(new OfQuantile(quantile, null)));
    }

    /**
     * @param label takes the quantile
     * @param quantiles the arguments from the third on
     */
    public static HistogramCall quantiles(
            Frame frame, Expr.Call call, RowSource source, String label, List<Scalar> quantiles) {
        var statistics = new ArrayList<HistogramStatistic>();
        for (int i = 0; i < quantiles.size(); i++) {
            warnOfQuantile(frame, call.arguments().get(i + 2), quantiles.get(i));
            statistics.add(new OfQuantile(quantiles.get(i), label));
        }
        return new HistogramCall(frame, call.arguments().get(0), source, statistics);
    }

    public static HistogramCall fraction(
            Frame frame, Expr.Call call, Scalar lower, Scalar upper, RowSource source) {
        return new HistogramCall(
                frame, call.arguments().get(2), source, List.of(new OfFraction(lower, upper)));
    }

    private static void warnOfQuantile(Frame frame, Expr argument, Scalar quantile) {
        for (int i = 0; i < frame.steps().count(); i++) {
            double q = quantile.at(i);
            if (!(q >= 0 && q <= 1)) {
                frame.annotations()
                        .warn(
                                "quantile value should be between 0 and 1, got "
                                        + Numbers.shortest(q),
                                argument.position());
            }
            if (quantile.isConstant()) {
                return;
            }
        }
    }

    @Override
    public @Nullable Row next() {
        if (results == null) {
            results = new ArrayDeque<>();
            input.read(source);
            for (var statistic : statistics) {
                for (var row : input.natives()) {
                    addNative(statistic, row, results);
                }
                for (var buckets : input.classics()) {
                    addClassic(statistic, buckets, results);
                }
            }
            forced.annotate(frame, input.position());
            input.close();
        }
        return results.poll();
    }

    private void addNative(HistogramStatistic statistic, Row row, ArrayDeque<Row> into) {
        var rows = new LinkedHashMap<Labels, Row>();
        notes.clear();
        for (int i = 0; i < frame.steps().count(); i++) {
            var histogram = row.histogram(i);
            if (histogram != null) {
                frame.meter().spend(100);
                double value = ofNative(statistic, histogram, i);
                put(statistic, row.labels(), row.dropsName(), i, value, rows);
            }
        }
        annotate(row.labels());
        finish(rows, into);
    }

    private double ofNative(HistogramStatistic statistic, FloatHistogram histogram, int step) {
        return switch (statistic) {
            case OfQuantile wanted ->
                    HistogramQuantile.of(wanted.quantile().at(step), histogram, notes);
            case OfFraction wanted ->
                    HistogramFraction.between(
                            wanted.lower().at(step), wanted.upper().at(step), histogram, notes);
        };
    }

    private void addClassic(
            HistogramStatistic statistic, BucketRows buckets, ArrayDeque<Row> into) {
        var rows = new LinkedHashMap<Labels, Row>();
        for (int i = 0; i < frame.steps().count(); i++) {
            if (buckets.gather(i, classic)) {
                put(statistic, buckets.labels(), false, i, ofClassic(statistic, i), rows);
                noteRepair(buckets.labels(), i);
            }
        }
        finish(rows, into);
    }

    private double ofClassic(HistogramStatistic statistic, int step) {
        return switch (statistic) {
            case OfQuantile wanted -> classic.quantile(wanted.quantile().at(step));
            case OfFraction wanted ->
                    classic.fraction(wanted.lower().at(step), wanted.upper().at(step));
        };
    }

    private void noteRepair(Labels labels, int step) {
        var repair = classic.repair();
        if (repair != null) {
            forced.add(
                    input.metric(labels),
                    frame.steps().millis(step),
                    repair.minBound(),
                    repair.maxBound(),
                    repair.maxDifference());
        }
    }

    private void put(
            HistogramStatistic statistic,
            Labels histogram,
            boolean dropsName,
            int step,
            double value,
            Map<Labels, Row> rows) {
        var row = rows.computeIfAbsent(statistic.labels(histogram, step), frame::rent);
        row.setDropsName(dropsName);
        row.values()[step] = value;
    }

    private void annotate(Labels labels) {
        var metric = input.metric(labels);
        if (notes.has(Note.QUANTILE_IS_NAN)) {
            info("input to histogram_quantile has NaN observations, result is NaN" + metric);
        }
        if (notes.has(Note.QUANTILE_IS_SKEWED)) {
            info(
                    "input to histogram_quantile has NaN observations, result is skewed higher"
                            + metric);
        }
        if (notes.has(Note.FRACTION_WITHOUT_NAN)) {
            info(
                    "input to histogram_fraction has NaN observations, which are excluded from"
                            + " all fractions"
                            + metric);
        }
    }

    private void info(String text) {
        frame.annotations().info(text, input.position());
    }

    private void finish(Map<Labels, Row> rows, ArrayDeque<Row> into) {
        for (var row : rows.values()) {
            nameRemoval.apply(row);
            if (frame.evaluation().delaysNameRemoval()) {
                overlaps.add(row);
            }
            into.add(row);
        }
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public boolean isDistinctWithoutName() {
        return !frame.evaluation().delaysNameRemoval();
    }
}
