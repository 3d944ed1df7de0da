package io.hypervigil.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.FixtureContext;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.Threads;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All probes sampled once, side by side, as at the start of the process. */
final class NvmlStartTest {

    private static final Path FIXTURE = Path.of("src/test/fixtures/h100-board");

    @TempDir Path folder;

    @Test
    void one_round_gives_a_true_picture_though_the_driver_is_slow_to_answer() throws Exception {
        var rounds = start("DeviceGetCount_v2 = 8", "DeviceGetCount_v2 = hang");

        assertThat(failing(rounds)).isEmpty();
        assertThat(rounds)
                .hasEntrySatisfying(
                        "owners",
                        round -> assertThat(round.series).contains("gpu_owner_memory_bytes"));
    }

    @Test
    void one_round_gives_a_true_picture_though_the_gauges_are_slow_to_answer() throws Exception {
        var rounds = start("UtilizationRates = 37 12", "UtilizationRates = hang");

        assertThat(failing(rounds)).isEmpty();
        assertThat(rounds)
                .hasEntrySatisfying(
                        "owners",
                        round -> assertThat(round.series).contains("gpu_owner_memory_bytes"));
    }

    private record Round(Outcome outcome, List<String> series) {}

    private static Map<String, Outcome> failing(Map<String, Round> rounds) {
        return rounds.entrySet().stream()
                .filter(round -> !(round.getValue().outcome instanceof Outcome.Sampled))
                .collect(Collectors.toMap(Map.Entry::getKey, round -> round.getValue().outcome));
    }

    /** Starts while a call hangs, which comes back when the probes have waited a while. */
    private Map<String, Round> start(String line, String hanging) throws Exception {
        var stub = StubDriver.of(folder, "h100-board.scenario");
        var scenario = stub.scenario();
        stub.become(scenario.replace(line, hanging));
        var collector = new NvmlCollector();
        var start = new Start(StubSettings.of(stub.library()));
        try {
            collector.open(start);
            assertThat(new CountDownLatch(1).await(800, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(stub.isHanging()).isTrue();
            stub.become(scenario);
            return start.rounds();
        } finally {
            collector.close();
        }
    }

    /** Samples each probe once on a thread of its own. */
    private static final class Start extends FixtureContext {

        private final Map<String, Thread> threads = new ConcurrentHashMap<>();
        private final Map<String, Round> rounds = new ConcurrentHashMap<>();

        Start(Record settings) {
            super(FIXTURE, settings, InstantSource.fixed(Instant.EPOCH));
        }

        Map<String, Round> rounds() throws Exception {
            Eventually.get(
                    Duration.ofSeconds(20),
                    () -> {
                        assertThat(rounds).containsOnlyKeys(threads.keySet());
                        return true;
                    });
            return new TreeMap<>(rounds);
        }

        @Override
        public Running start(Probe probe) {
            var thread = Threads.start(probe.name(), () -> sample(probe));
            threads.put(probe.name(), thread);
            return new Running() {
                @Override
                public void sampleSoon() {
                    // One round is all that there is.
                }

                @Override
                public void close() {
                    threads.remove(probe.name());
                }
            };
        }

        private void sample(Probe probe) {
            var book = new SampleBook(new SeriesTable(), 100_000);
            book.begin();
            Outcome outcome;
            try {
                outcome = probe.sample(book);
            } catch (Exception e) {
                outcome = new Outcome.Failed(e);
            }
            var samples = book.finish();
            rounds.put(probe.name(), new Round(outcome, names(samples)));
        }

        private static List<String> names(Samples samples) {
            return samples.families().stream().map(part -> part.family().name()).toList();
        }
    }
}
