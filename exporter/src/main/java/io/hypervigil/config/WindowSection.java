package io.hypervigil.config;

import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code window}: the samples of the last hours, in memory, that queries and rules look at. */
public record WindowSection(
        @Setting(
                        help = "How far back samples are kept.",
                        byDefault = "3h",
                        flag = "--storage.tsdb.retention.time")
                Duration retention,
        @Setting(
                        help =
                                "Least time between two kept samples of a series, however often it"
                                        + " is sampled.",
                        byDefault = "15s")
                Duration interval,
        @Setting(
                        help = "Series kept at once; beyond it new ones are refused, and counted.",
                        byDefault = "50000",
                        min = 1,
                        max = 10_000_000)
                int maxSeries,
        @Setting(
                        help =
                                "Bytes that samples, labels and index may take of the heap; beyond"
                                        + " it what would need more is refused, and counted.",
                        byDefault = "50331648",
                        min = 1_048_576)
                long maxBytes,
        @Setting(help = "The label job of every series.", byDefault = "hypervigil") String job,
        @Setting(
                        help =
                                "The label instance of every series; without it the host's name and"
                                        + " the port of the first listen address.")
                Optional<String> instance,
        @Setting(help = "Further labels of every series, as those of a target in" + " Prometheus.")
                Map<String, String> labels,
        @Setting(
                        help =
                                "Folder that the window is written to now and then and at the end,"
                                        + " and read from at the start; without it the window is in"
                                        + " memory only.",
                        flag = "--storage.tsdb.path")
                Optional<Path> path,
        @Setting(help = "Whether the window is written to its folder.", byDefault = "true")
                boolean snapshot,
        @Setting(help = "Time from one writing of the window to the next.", byDefault = "5m")
                Duration snapshotInterval) {

    /** The window's file in its folder. */
    private static final String FILE = "window.snapshot";

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

    public WindowSection {
        requireAtLeast("interval", interval, LEAST_INTERVAL);
        requireAtLeast("retention", retention, interval.multipliedBy(2));
        requireAtLeast("snapshot_interval", snapshotInterval, Duration.ofSeconds(1));
        if (job.isEmpty()) {
            throw new IllegalArgumentException("job: empty, a name expected");
        }
        for (String label : labels.keySet()) {
            if (!LABEL.matcher(label).matches() || label.startsWith("__")) {
                throw new IllegalArgumentException(
                        "labels: '" + label + "', a name of a label such as cluster expected");
            }
            if (label.equals("job") || label.equals("instance")) {
                throw new IllegalArgumentException(
                        "labels: '" + label + "' has a key of its own, window." + label);
            }
        }
    }

    /** The file that the window is written to; none where it is in memory only. */
    public Optional<Path> file() {
        return path.filter(_ -> snapshot).map(folder -> folder.resolve(FILE));
    }

    private static void requireAtLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    name
                            + ": "
                            + Durations.format(value)
                            + ", at least "
                            + Durations.format(least)
                            + " expected");
        }
    }
}
