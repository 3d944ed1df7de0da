package io.hypervigil.bench;

import io.hypervigil.promql.labels.Labels;
import java.util.Random;

/**
 * The samples of the query benchmark: 10,000 series {@code m} and 100 series {@code few}, three
 * hours of them at 15 s. The label {@code x} says how a series moves, in the shares that a host,
 * its GPUs and VMs show.
 */
final class BenchSeries {

    static final int SERIES = 10_000;
    static final int FEW = 100;
    static final int SAMPLES = 720;
    static final long STEP_MILLIS = 15_000;

    private static final int KINDS = 10;

    private BenchSeries() {}

    static int count() {
        return SERIES + FEW;
    }

    static Labels labels(int index) {
        boolean isFew = index >= SERIES;
        int number = isFew ? index - SERIES : index;
        return Labels.of(
                Labels.NAME,
                isFew ? "few" : "m",
                "instance",
                "server-01:10048",
                "job",
                "hypervigil",
                "l",
                "item-" + number / KINDS,
                "x",
                "x" + number % KINDS);
    }

    /** The values of a series, the same at every call. */
    static double[] values(int index) {
        var walk = new Walk(index);
        var values = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = walk.next();
        }
        return values;
    }

    /** The values of a series one after another. */
    static final class Walk {

        private final int index;
        private final Random random;
        private double now;

        Walk(int index) {
            this.index = index;
            this.random = new Random(index);
            this.now = random.nextInt(1000);
        }

        double next() {
            now = BenchSeries.next(index % KINDS, now, random);
            return now;
        }
    }

    private static double next(int kind, double now, Random random) {
        return switch (kind) {
            case 0, 1, 2 -> now;
            case 3, 4 -> now + random.nextInt(1000);
            case 5 -> random.nextInt(100);
            case 6 -> Math.rint(now * 100 + random.nextInt(1500)) / 100;
            case 7 -> Math.rint(random.nextGaussian() * 1000) / 1000 + 50;
            case 8 -> 4096.0 * (1_000_000 + random.nextInt(100_000));
            default -> now + (random.nextInt(20) == 0 ? 1 : 0);
        };
    }
}
