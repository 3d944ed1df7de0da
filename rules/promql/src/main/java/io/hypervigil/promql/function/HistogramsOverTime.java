package io.hypervigil.promql.function;

import io.hypervigil.promql.histogram.HistogramMean;
import io.hypervigil.promql.histogram.HistogramNotes;
import io.hypervigil.promql.histogram.HistogramNotes.Note;
import io.hypervigil.promql.histogram.HistogramSum;

/** What is computed of all histograms of a range; one at least. */
final class HistogramsOverTime {

    private HistogramsOverTime() {}

    static double sum(Window window, FunctionContext context) {
        var histograms = window.samples().histograms();
        var notes = new HistogramNotes();
        var sum = new HistogramSum(histograms[window.histogramFrom()]);
        for (int i = window.histogramFrom() + 1; i < window.histogramTo(); i++) {
            if (!sum.add(histograms[i], notes)) {
                return context.refuse(Remark.MIXED_BUCKETS);
            }
        }
        remark(notes, context);
        return context.give(sum.result());
    }

    static double average(Window window, FunctionContext context) {
        var histograms = window.samples().histograms();
        var notes = new HistogramNotes();
        var mean = new HistogramMean(histograms[window.histogramFrom()]);
        for (int i = window.histogramFrom() + 1; i < window.histogramTo(); i++) {
            if (!mean.add(histograms[i], notes)) {
                return context.refuse(Remark.MIXED_BUCKETS);
            }
        }
        remark(notes, context);
        return context.give(mean.result());
    }

    private static void remark(HistogramNotes notes, FunctionContext context) {
        if (notes.has(Note.COUNTER_RESET_COLLISION)) {
            context.remark(Remark.CONFLICTING_RESETS);
        }
        if (notes.has(Note.BOUNDS_RECONCILED)) {
            context.remark(Remark.RECONCILED_AGGREGATION);
        }
    }
}
