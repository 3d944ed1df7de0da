package io.hypervigil.peers.promql;

import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.time.Duration;
import java.util.List;

/** A window that holds the samples of a test. */
final class LoadedWindow {

    private static final WindowSettings SETTINGS =
            new WindowSettings(Duration.ofDays(1), 50_000, 48L << 20);

    private LoadedWindow() {}

    static SampleWindow of(List<LoadedSeries> series) {
        var window = new SampleWindow(SETTINGS);
        var samples = window.loose();
        for (var one : series) {
            for (int i = 0; i < one.millis().length; i++) {
                if (!samples.append(one.labels(), one.millis()[i], one.values()[i])) {
                    throw new IllegalArgumentException("refused: " + one.labels());
                }
            }
        }
        return window;
    }
}
