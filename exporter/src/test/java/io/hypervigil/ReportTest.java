package io.hypervigil;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.sampling.CollectorSetup;
import io.hypervigil.sampling.RoundListener;
import io.hypervigil.sampling.Sampler;
import io.hypervigil.sampling.Ticker;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {

    private static final Group GROUP = Group.on("cards", "cards");
    private static final Family FAMILY = Family.gauge(GROUP, "card_power_watts", "Power.", "card");

    @TempDir Path folder;

    @Test
    void it_tells_what_there_is_what_is_not_and_why() throws Exception {
        var collector =
                new Cards(
                        probe(
                                "card-1",
                                sink -> {
                                    sink.add(FAMILY, 71, "1");
                                    sink.missing("card_fan_rpm", "cardGetFan: not supported");
                                    sink.problem(GROUP, new IllegalStateException("needs a reset"));
                                    return Outcome.SAMPLED;
                                }),
                        probe("card-2", _ -> new Outcome.Unavailable("no such card")),
                        probe("card-4", _ -> new Outcome.Unavailable("no such card")),
                        probe(
                                "card-3",
                                _ -> new Outcome.Failed(new IllegalStateException("it is lost"))));
        var tree = FileTree.at(folder);
        var out = new ByteArrayOutputStream();
        try (var sampler =
                new Sampler(
                        List.of(
                                new CollectorSetup(
                                        collector,
                                        new io.hypervigil.collect.Collector.NoSettings(),
                                        _ -> true,
                                        beat -> beat,
                                        100)),
                        () -> new HostFiles(tree, tree, tree, tree),
                        InstantSource.system(),
                        Ticker.SYSTEM,
                        RoundListener.NONE)) {
            sampler.start();
            sampler.awaitFirstRound(Duration.ofSeconds(20));

            Report.write(sampler.statuses(), Map.of("cards", List.of("cards.fans")), out);
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        cards: failing
                          card-1: degraded, samples: 1
                            problem of cards: needs a reset
                            no card_fan_rpm: cardGetFan: not supported
                          card-2, card-4: unavailable: no such card
                          card-3: failing: it is lost
                          switched off: cards.fans
                        """);
    }

    private interface Round {
        Outcome into(SampleSink sink);
    }

    private static Probe probe(String name, Round round) {
        return new Probe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome sample(SampleSink sink) {
                return round.into(sink);
            }
        };
    }

    private record Cards(List<Probe> probes) implements io.hypervigil.collect.Collector {

        Cards(Probe... probes) {
            this(List.of(probes));
        }

        @Override
        public String name() {
            return "cards";
        }

        @Override
        public String summary() {
            return "cards";
        }

        @Override
        public Schema schema() {
            return new Schema(List.of(GROUP), List.of(FAMILY));
        }

        @Override
        public void open(CollectorContext context) {
            probes.forEach(context::start);
        }

        @Override
        public void close() {}
    }
}
