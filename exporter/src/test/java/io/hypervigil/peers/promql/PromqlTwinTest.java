package io.hypervigil.peers.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our query API and a real Prometheus answer alike over the same samples: the compliance suite's
 * queries, and random ones. {@code -Dtwin.seed=N} asks other random ones, {@code -Dtwin.queries=N}
 * more of them.
 */
final class PromqlTwinTest {

    private static final long SEED = Long.getLong("twin.seed", 3);
    private static final int QUERIES = Integer.getInteger("twin.queries", 4_000);
    private static final int SHOWN = 20;

    @TempDir static Path folder;

    private static OurApi ours;
    private static Twins twins;

    @BeforeAll
    static void load() throws Exception {
        var series = DemoData.series();
        ours = OurApi.over(LoadedWindow.of(series));
        twins = Twins.start(folder, ours.root(), series);
    }

    @AfterAll
    static void stop() {
        // Without a Prometheus it was never set.
        if (twins != null) {
            twins.close();
        }
        ours.close();
    }

    @Test
    void the_queries_of_the_compliance_suite_agree() throws Exception {
        var queries =
                ComplianceQueries.read(Conformance.file("compliance/promql-test-queries.yml"));
        var differences = new ArrayList<String>();
        for (String query : queries) {
            // As the suite asks: over an hour, every ten seconds.
            long end = DemoData.END_MILLIS - 600_000;
            over(query, end - 3_600_000, end, "10").ifPresent(differences::add);
            at(query, end).ifPresent(differences::add);
        }
        report("compliance", queries.size() * 2, differences);
    }

    @Test
    void random_queries_agree_at_an_instant() throws Exception {
        var generator = new QueryGenerator(SEED);
        var differences = new ArrayList<String>();
        for (int i = 0; i < QUERIES; i++) {
            long millis = DemoData.START_MILLIS + 600_000 + i * 7_919L % 8_000_000;
            at(generator.query(), millis).ifPresent(differences::add);
        }
        report("random instant queries", QUERIES, differences);
    }

    @Test
    void random_queries_agree_over_a_range() throws Exception {
        var generator = new QueryGenerator(SEED + 1);
        var differences = new ArrayList<String>();
        for (int i = 0; i < QUERIES; i++) {
            long start = DemoData.START_MILLIS - 300_000 + i * 7_919L % 8_000_000;
            var step = List.of("7.5", "15", "60", "333").get(i % 4);
            over(generator.query(), start, start + 1_500_000, step).ifPresent(differences::add);
        }
        report("random range queries", QUERIES, differences);
    }

    private static Optional<String> at(String query, long millis)
            throws IOException, InterruptedException {
        return twins.differAt(query, millis);
    }

    private static Optional<String> over(String query, long start, long end, String step)
            throws IOException, InterruptedException {
        return twins.differOver(query, start, end, step);
    }

    private static void report(String what, int asked, List<String> differences) {
        var shown = differences.stream().limit(SHOWN).toList();
        assertThat(differences.size())
                .as(() -> "of " + asked + " " + what + " differ:\n" + String.join("\n", shown))
                .isZero();
    }
}
