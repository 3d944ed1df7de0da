package io.hypervigil.tsdb.bench;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.SampleSource;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.SeriesRef;
import io.hypervigil.tsdb.WindowSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;

/**
 * A window that one source writes: 10,000 series, every fifteen seconds. Of ten series three stand
 * still, two count fast and one now and then, and four are gauges: a percentage, hundredths,
 * thousandths around a mean, and pages of memory.
 */
final class Synthetic {

    static final int SERIES = 10_000;

    /** Three hours. */
    static final int ROUNDS = 720;

    static final long STEP_MILLIS = 15_000;

    private static final int KINDS = 10;

    private final Random random = new Random(1);
    private final double[] values = new double[SERIES];
    private final SeriesRef[] series = new SeriesRef[SERIES];
    private final SampleWindow window;
    private final SampleSource source;
    private long millis = 1_800_000_000_000L;

    Synthetic() {
        this.window = new SampleWindow(new WindowSettings(Duration.ofHours(3), 20_000, 1L << 30));
        this.source = window.source("bench");
        for (int i = 0; i < SERIES; i++) {
            values[i] = random.nextInt(1000);
            series[i] = Objects.requireNonNull(source.series(labels(i)));
        }
    }

    /** One holding three hours. */
    static Synthetic full() {
        var full = new Synthetic();
        for (int i = 0; i < ROUNDS; i++) {
            full.next();
            full.append();
        }
        return full;
    }

    static Labels labels(int index) {
        return Labels.of(
                Labels.NAME,
                "metric_" + index / 100,
                "device",
                "device-" + index % 100,
                "instance",
                "server-01:10048",
                "job",
                "hypervigil");
    }

    SampleWindow window() {
        return window;
    }

    /** When the latest round was. */
    long millis() {
        return millis;
    }

    SeriesRef series(int index) {
        return series[index];
    }

    /** Makes up the values of another round. */
    void next() {
        for (int i = 0; i < SERIES; i++) {
            values[i] = next(i % KINDS, values[i]);
        }
    }

    private double next(int kind, double now) {
        return switch (kind) {
            case 0, 1, 2 -> now;
            case 3, 4 -> now + random.nextInt(1000);
            case 5 -> now + (random.nextInt(20) == 0 ? 1 : 0);
            case 6 -> random.nextInt(100);
            case 7 -> Math.rint(now * 100 + random.nextInt(1500)) / 100;
            case 8 -> Math.rint(random.nextGaussian() * 1000) / 1000 + 50;
            default -> 4096.0 * (1_000_000 + random.nextInt(100_000));
        };
    }

    /** Writes the values into the window. */
    void append() {
        millis += STEP_MILLIS;
        source.begin(millis);
        for (int i = 0; i < SERIES; i++) {
            source.append(series[i], values[i]);
        }
        source.commit();
    }
}
