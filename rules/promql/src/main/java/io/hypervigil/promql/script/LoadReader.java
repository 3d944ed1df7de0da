package io.hypervigil.promql.script;

import io.hypervigil.promql.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of series below a {@code load}.
 *
 * <p>A line whose metric ends in {@code @st} tells when the counting of each sample of the next
 * line began, as a distance from the sample's own time; without a metric it is for all lines that
 * follow and have none of their own.
 */
final class LoadReader {

    private record Starts(Labels labels, List<Optional<Long>> distances) {}

    private final long stepMillis;
    private final Map<Labels, List<StoredSample>> series = new LinkedHashMap<>();
    private List<Optional<Long>> commonStarts = List.of();
    private @Nullable Starts pending;

    LoadReader(long stepMillis) {
        this.stepMillis = stepMillis;
    }

    void read(String line) {
        var words = line.split("[ \\t]+", 2);
        if (words.length == 2 && words[0].endsWith("@st")) {
            readStarts(words[0].substring(0, words[0].length() - 3), words[1]);
            return;
        }
        var read = SeriesLine.parse(line);
        series.put(read.labels(), samples(read, starts(read)));
    }

    private void readStarts(String metric, String values) {
        refusePending();
        var distances = StartTimes.parse(values);
        if (metric.isEmpty()) {
            commonStarts = distances;
        } else {
            pending = new Starts(SeriesLine.labels(metric), distances);
        }
    }

    private void refusePending() {
        if (pending != null) {
            throw new IllegalArgumentException("@st line has no following sample line");
        }
    }

    private List<Optional<Long>> starts(Series read) {
        var own = pending;
        if (own == null) {
            return List.of();
        }
        if (!own.labels().equals(read.labels())) {
            throw new IllegalArgumentException(
                    "@st metric does not match the following sample line metric");
        }
        if (own.distances().size() != read.points().size()) {
            throw new IllegalArgumentException(
                    "@st line has "
                            + own.distances().size()
                            + " values but sample line has "
                            + read.points().size());
        }
        pending = null;
        return own.distances();
    }

    private List<StoredSample> samples(Series read, List<Optional<Long>> starts) {
        var samples = new ArrayList<StoredSample>();
        for (int i = 0; i < read.points().size(); i++) {
            var point = read.points().get(i);
            if (!point.isOmitted()) {
                long millis = i * stepMillis;
                long start = start(starts, i).map(distance -> millis + distance).orElse(0L);
                samples.add(new StoredSample(millis, point.value(), point.histogram(), start));
            }
        }
        return samples;
    }

    private Optional<Long> start(List<Optional<Long>> own, int index) {
        if (!own.isEmpty()) {
            return own.get(index);
        }
        return commonStarts.isEmpty()
                ? Optional.empty()
                : commonStarts.get(index % commonStarts.size());
    }

    Command.Load finish(boolean alsoAsCustomBuckets) {
        refusePending();
        return new Command.Load(alsoAsCustomBuckets, series);
    }
}
