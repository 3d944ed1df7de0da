package io.hypervigil.tsdb.snapshot;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.tsdb.SampleWindow;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** All that a window holds, to the bit, as text. */
final class WindowContent {

    private WindowContent() {}

    static Map<Labels, String> of(SampleWindow window) {
        var content = new TreeMap<Labels, String>();
        window.forEach(
                series -> {
                    var samples = new SampleBuffer();
                    series.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
                    content.put(series.labels(), text(samples));
                });
        return content;
    }

    private static String text(SampleBuffer samples) {
        var text = new StringBuilder();
        for (int i = 0; i < samples.floatCount(); i++) {
            text.append(samples.floatMillis()[i])
                    .append(' ')
                    .append(Double.doubleToRawLongBits(samples.floats()[i]))
                    .append('\n');
        }
        for (int i = 0; i < samples.histogramCount(); i++) {
            var histogram = samples.histograms()[i];
            text.append(samples.histogramMillis()[i])
                    .append(histogram.hint())
                    .append(histogram.schema())
                    .append(' ')
                    .append(histogram.zeroThreshold())
                    .append(' ')
                    .append(histogram.zeroCount())
                    .append(' ')
                    .append(histogram.count())
                    .append(' ')
                    .append(histogram.sum())
                    .append(Arrays.toString(histogram.positiveSpans()))
                    .append(Arrays.toString(histogram.positiveBuckets()))
                    .append(Arrays.toString(histogram.negativeSpans()))
                    .append(Arrays.toString(histogram.negativeBuckets()))
                    .append(Arrays.toString(histogram.customBounds()));
        }
        return text.toString();
    }
}
