package io.hypervigil.bench;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.SampleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * GPUs that go to and fro between two captured states, idle and under load. What differs between
 * the two moves with the load and scatters around it, in steps as coarse as those of the captured
 * values; the rest stands still.
 */
final class GpuCapture {

    /** Bytes by MiB, clocks by 15 MHz or whole MHz, whole numbers, and what is after the point. */
    private static final double[] STEPS = {1 << 20, 15e6, 1e6, 1, 0.1, 0.01, 0.001};

    /** A job comes or ends every half an hour, mostly. */
    private static final int ROUNDS_OF_A_STATE = 120;

    private static final double SCATTER_IDLE = 0.003;
    private static final double SCATTER_LOAD = 0.03;

    private final List<Captured> captured;

    private record Captured(String series, double idle, double load, double step) {

        double at(double share) {
            if (idle == load) {
                return idle;
            }
            double value = idle + (load - idle) * share;
            // Divided by a power of ten it is the float that the decimal text stands for.
            return step < 1
                    ? Math.rint(value / step) / Math.rint(1 / step)
                    : Math.rint(value / step) * step;
        }
    }

    private GpuCapture(List<Captured> captured) {
        this.captured = captured;
    }

    /** Of two pages in the text format; series that only one has are left out. */
    static GpuCapture read(Path idle, Path load) throws IOException {
        var atLoad = page(load);
        var captured = new ArrayList<Captured>();
        page(idle)
                .forEach(
                        (series, value) -> {
                            var other = atLoad.get(series);
                            if (other != null) {
                                captured.add(
                                        new Captured(series, value, other, step(value, other)));
                            }
                        });
        return new GpuCapture(captured);
    }

    private static Map<String, Double> page(Path file) throws IOException {
        var samples = new LinkedHashMap<String, Double>();
        for (String line : Files.readAllLines(file)) {
            int end = line.lastIndexOf(' ');
            if (!line.startsWith("#") && end > 0) {
                samples.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
            }
        }
        return samples;
    }

    private static double step(double one, double other) {
        for (double step : STEPS) {
            if (isMultiple(one, step) && isMultiple(other, step)) {
                return step;
            }
        }
        return Math.ulp(Math.max(Math.abs(one), Math.abs(other)));
    }

    private static boolean isMultiple(double value, double step) {
        double quotient = value / step;
        return Math.abs(quotient - Math.rint(quotient)) < 1e-6;
    }

    /** Records rounds of some GPUs. */
    void record(SampleSource source, int gpus, int rounds, long startMillis, long stepMillis) {
        var random = new Random(1);
        var isLoaded = new boolean[gpus];
        var share = new double[gpus];
        for (int round = 0; round < rounds; round++) {
            source.begin(startMillis + round * stepMillis);
            for (int gpu = 0; gpu < gpus; gpu++) {
                isLoaded[gpu] ^= random.nextInt(ROUNDS_OF_A_STATE) == 0;
                // It warms up and cools down over a minute or two.
                share[gpu] += ((isLoaded[gpu] ? 1 : 0) - share[gpu]) * 0.5;
                append(source, gpu, share[gpu], random);
            }
            source.commit();
        }
    }

    private void append(SampleSource source, int gpu, double share, Random random) {
        double scatter = SCATTER_IDLE + share * (SCATTER_LOAD - SCATTER_IDLE);
        for (var one : captured) {
            var series = source.series(labels(one.series, gpu));
            if (series != null) {
                source.append(series, one.at(share + random.nextGaussian() * scatter));
            }
        }
    }

    private static Labels labels(String series, int gpu) {
        int brace = series.indexOf('{');
        return Labels.of(
                Labels.NAME,
                series.substring(0, brace < 0 ? series.length() : brace),
                "gpu",
                String.valueOf(gpu),
                "series",
                series);
    }
}
