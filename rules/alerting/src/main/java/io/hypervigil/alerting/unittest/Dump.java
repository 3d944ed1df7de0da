package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.unittest.TestFile.Case;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.script.Point;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.StoredSeries;
import io.hypervigil.promql.syntax.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Every sample of a test as {@code --debug} shows it, in the order of labels and time. */
final class Dump {

    private static final List<Matcher> NAMED =
            List.of(new Matcher(Matcher.Type.REGEX, Labels.NAME, ".+"));

    private final String name;
    private final Case test;
    private final CaseRun run;

    Dump(String name, Case test, CaseRun run) {
        this.name = name;
        this.test = test;
        this.run = run;
    }

    void write(Appendable out) throws IOException {
        // The next whole second, as the window of the language's selectors has it.
        var length = Duration.ofSeconds(test.length().toSeconds() + 1);
        out.append("DEBUG: Starting test ").append(name).append('\n');
        out.append("DEBUG: Dump of all data (input_series and rules) at ");
        out.append(Durations.write(length.toMillis())).append(":\n");
        long start = test.start().toEpochMilli();
        long end = start + length.toMillis();
        for (var series : run.store().select(NAMED, start, end)) {
            write(series, start, end, out);
        }
        out.append("\nDEBUG: Test ").append(name).append(" finished\n");
    }

    private static void write(StoredSeries series, long start, long end, Appendable out)
            throws IOException {
        var samples = new SampleBuffer();
        series.read(start - 1, end, samples);
        samples.dropMarkers();
        if (samples.floatCount() + samples.histogramCount() == 0) {
            return;
        }
        out.append(series.labels().inBraces()).append(" =>\n");
        for (int i = 0; i < samples.floatCount(); i++) {
            write(Numbers.plain(samples.floats()[i]), samples.floatMillis()[i], out);
        }
        for (int i = 0; i < samples.histogramCount(); i++) {
            var text = Point.of(samples.histograms()[i], true).toString();
            write(text, samples.histogramMillis()[i], out);
        }
    }

    private static void write(String value, long millis, Appendable out) throws IOException {
        out.append(value).append(" @[").append(Long.toString(millis)).append("]\n");
    }
}
