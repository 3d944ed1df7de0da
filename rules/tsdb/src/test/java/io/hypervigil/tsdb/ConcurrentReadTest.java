package io.hypervigil.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers beside writers: each sees whole rounds up to some moment, and never anything else. */
@Timeout(60)
final class ConcurrentReadTest {

    private static final int SERIES = 50;
    private static final int ROUNDS = 3000;
    private static final List<Matcher> ALL =
            List.of(new Matcher(Matcher.Type.EQUAL, Labels.NAME, "value"));

    private final SampleWindow window =
            new SampleWindow(new WindowSettings(Duration.ofSeconds(500), 10_000, 1 << 30));
    private final AtomicBoolean isDone = new AtomicBoolean();
    private final Phaser pace = new Phaser(3);

    @Test
    void every_read_is_a_prefix_of_whole_rounds() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            var readers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 3; i++) {
                readers.add(threads.submit(this::readUntilDone));
            }
            var writers =
                    List.of(
                            threads.submit(() -> write("a")),
                            threads.submit(() -> write("b")),
                            threads.submit(this::churn));
            try {
                for (var writer : writers) {
                    writer.get();
                }
            } finally {
                isDone.set(true);
            }
            for (var reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    private void write(String name) {
        var source = window.source(name);
        for (int round = 1; round <= ROUNDS; round++) {
            keepPace(round);
            source.begin(round * 1000L);
            for (int i = 0; i < SERIES; i++) {
                var labels =
                        Labels.of(Labels.NAME, "value", "i", String.valueOf(i), "source", name);
                var series = source.series(labels);
                // Some come and go: their markers are part of the round that lacks them.
                boolean isThere = i % 10 != 9 || round % 2 == 0;
                if (series != null && isThere) {
                    source.append(series, value(round, i));
                }
            }
            source.commit();
        }
    }

    /** A writer that falls behind by the length of the window would be refused, and rightly so. */
    private void keepPace(int round) {
        if (round % 100 == 0) {
            pace.arriveAndAwaitAdvance();
        }
    }

    /** Some are constant for a while, some count, some jump. */
    private static double value(int round, int i) {
        return switch (i % 3) {
            case 0 -> Math.floor(round / 50.0);
            case 1 -> round;
            default -> round * 1.1;
        };
    }

    private void churn() {
        var source = window.source("churn");
        for (int round = 1; round <= ROUNDS; round++) {
            keepPace(round);
            source.begin(round * 1000L);
            for (int i = 0; i < 5; i++) {
                var series = source.series(Labels.of("short", round / 2 + "-" + i));
                if (series != null) {
                    source.append(series, 1);
                }
            }
            source.commit();
        }
    }

    private int readUntilDone() {
        var samples = new SampleBuffer();
        int reads = 0;
        while (!isDone.get()) {
            var last = new HashMap<String, Long>();
            for (var series : window.select(ALL, 0, Long.MAX_VALUE)) {
                samples.clear();
                series.read(0, Long.MAX_VALUE, samples);
                last.merge(
                        series.labels().get("source"),
                        check(series, samples),
                        ConcurrentReadTest::notBehind);
                reads++;
            }
            window.labelValues("short", List.of(), 0, Long.MAX_VALUE);
        }
        return reads;
    }

    private static long check(SeriesRef series, SampleBuffer samples) {
        int i = Integer.parseInt(series.labels().get("i"));
        int count = samples.floatCount();
        for (int s = 0; s < count; s++) {
            int round = (int) (samples.floatMillis()[s] / 1000);
            if (s > 0) {
                assertThat(round).isEqualTo((int) (samples.floatMillis()[s - 1] / 1000) + 1);
            }
            if (!Staleness.isMarker(samples.floats()[s])) {
                assertThat(samples.floats()[s]).isEqualTo(value(round, i));
            }
        }
        assertThat(count).isPositive();
        return samples.floatMillis()[count - 1];
    }

    /** Rounds are whole: what is read later is never behind what was read before. */
    private static long notBehind(long before, long last) {
        assertThat(last).isGreaterThanOrEqualTo(before);
        return last;
    }
}
