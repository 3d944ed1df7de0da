package io.hypervigil.recording;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.SeriesRef;
import java.util.List;
import java.util.stream.Collectors;

/** A window as text: a line each series, {@code name{a="b"} SECOND:VALUE SECOND:stale}. */
final class WindowText {

    private WindowText() {}

    /** All of it, sorted. */
    static String of(SampleWindow window) {
        return of(window, ".+");
    }

    /** The series whose names match. */
    static String of(SampleWindow window, String names) {
        var matcher = new Matcher(Matcher.Type.REGEX, Labels.NAME, names);
        return window.select(List.of(matcher), Long.MIN_VALUE, Long.MAX_VALUE).stream()
                .map(WindowText::line)
                .sorted()
                .collect(Collectors.joining());
    }

    private static String line(SeriesRef series) {
        var samples = new SampleBuffer();
        series.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
        var line = new StringBuilder(series.labels().toString());
        for (int i = 0; i < samples.floatCount(); i++) {
            double value = samples.floats()[i];
            line.append(' ').append(samples.floatMillis()[i] / 1e3).append(':');
            line.append(Staleness.isMarker(value) ? "stale" : value);
        }
        return line.append('\n').toString();
    }
}
