package io.hypervigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Outcome;
import io.hypervigil.sampling.FakeCollector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a source does, the page comes in time with all the others' data. */
final class HostileCollectorsTest {

    private static final Beat BEAT =
            new Beat(
                    Duration.ofHours(1),
                    Duration.ZERO,
                    Duration.ofMillis(200),
                    Duration.ofHours(2));

    /** For what is slow to make the first time on a busy machine. */
    private static final Beat PATIENT = BEAT.within(Duration.ofSeconds(30));

    /** Sampled once in a test. */
    private static final Beat ONCE =
            new Beat(
                    Duration.ofHours(1),
                    Duration.ofMinutes(50),
                    Duration.ofSeconds(30),
                    Duration.ofHours(2));

    private static final Family VALUE =
            Family.gauge(FakeCollector.GROUP, "odd_value", "A value.", "name");

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseTheHung() {
        release.countDown();
    }

    @Test
    void one_that_hangs_and_one_that_throws_are_marked_and_the_rest_is_served() throws Exception {
        try (var process =
                TestProcess.start(
                        FakeCollector.hanging("hung", BEAT, release).setup(),
                        FakeCollector.of(
                                        "broken",
                                        BEAT,
                                        _ -> {
                                            throw new IllegalStateException("no luck");
                                        })
                                .setup(),
                        FakeCollector.good("good", PATIENT).setup())) {
            var page = process.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "10").body();

            assertThat(page.lines())
                    .contains(
                            "good_value 1",
                            "hypervigil_collector_success{collector=\"good\"} 1",
                            "hypervigil_collector_success{collector=\"hung\"} 0",
                            "hypervigil_collector_success{collector=\"broken\"} 0",
                            "hypervigil_collector_failures_total{collector=\"broken\"} 1")
                    .doesNotContain("hung_value 1");
        }
    }

    @Test
    void the_scrapes_own_timeout_is_kept_even_where_a_deadline_is_longer() throws Exception {
        var hung = FakeCollector.hanging("hung", BEAT.within(Duration.ofHours(1)), release);
        try (var process =
                TestProcess.start(hung.setup(), FakeCollector.good("good", PATIENT).setup())) {
            process.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "5");
            long before = System.nanoTime();
            var page = process.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "1").body();

            assertThat(page).contains("\ngood_value 1\n");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(400), Duration.ofSeconds(4));
        }
    }

    @Test
    void fifty_thousand_series_are_served_whole() throws Exception {
        var family = Family.gauge(FakeCollector.GROUP, "many_value", "A value.", "id");
        var many =
                FakeCollector.of(
                        "many",
                        PATIENT,
                        sink -> {
                            for (int i = 0; i < 50_000; i++) {
                                sink.add(family, i, "id" + i);
                            }
                            return Outcome.SAMPLED;
                        });
        try (var process = TestProcess.start(many.setup())) {
            var page = process.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "60").body();

            assertThat(page.lines().filter(line -> line.startsWith("many_value{"))).hasSize(50_000);
            assertThat(page.lines())
                    .contains("hypervigil_collector_samples{collector=\"many\"} 50000");
        }
    }

    @Test
    void duplicates_and_invalid_names_are_dropped_and_counted_and_the_rest_is_served()
            throws Exception {
        var odd =
                FakeCollector.of(
                        "odd",
                        ONCE,
                        sink -> {
                            sink.add(VALUE, 1, "twice");
                            sink.add(VALUE, 2, "twice");
                            sink.add(Family.gauge(FakeCollector.GROUP, "0dd name", "help"), 3);
                            sink.add(VALUE, 4, "a \"quoted\"\nline\\");
                            sink.add(VALUE, 5, "broken \uD800 half");
                            return Outcome.SAMPLED;
                        });
        try (var process = TestProcess.start(odd.setup())) {
            var page = process.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "60").body();

            assertThat(page.lines().filter(line -> line.startsWith("odd_value")))
                    .containsExactly(
                            "odd_value{name=\"twice\"} 1",
                            "odd_value{name=\"a \\\"quoted\\\"\\nline\\\\\"} 4",
                            "odd_value{name=\"broken \uFFFD half\"} 5");
            assertThat(page)
                    .contains(
                            "hypervigil_collector_samples_dropped_total"
                                    + "{collector=\"odd\",reason=\"duplicate\"} 1\n")
                    .contains(
                            "hypervigil_collector_samples_dropped_total"
                                    + "{collector=\"odd\",reason=\"invalid\"} 1\n");
        }
    }

    @Test
    void a_thousand_scrapes_beside_a_hung_source_leak_neither_threads_nor_memory()
            throws Exception {
        try (var process =
                TestProcess.start(
                        FakeCollector.hanging("hung", BEAT, release).setup(),
                        FakeCollector.good("good", PATIENT).setup())) {
            scrape(process, 200);
            int threads = samplingThreads();
            long bytes = usedBytes();

            scrape(process, 1_000);

            assertThat(samplingThreads()).isEqualTo(threads);
            // A leak of one small page a scrape would be 5 MB.
            assertThat(usedBytes() - bytes).isLessThan(3_000_000);
        }
    }

    private static void scrape(TestProcess process, int times) throws Exception {
        var good = Pattern.compile("(?m)^good_value 1$");
        for (int i = 0; i < times; i++) {
            assertThat(process.get("/metrics").body()).containsPattern(good);
        }
    }

    private static int samplingThreads() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("hv-"))
                        .count();
    }

    private static long usedBytes() {
        var runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void a_collector_that_gives_all_of_this_at_once_is_still_one_page() throws Exception {
        try (var process =
                TestProcess.start(
                        FakeCollector.hanging("hung", BEAT, release).setup(),
                        FakeCollector.good("good", PATIENT).setup(),
                        FakeCollector.of(
                                        "absent",
                                        BEAT,
                                        _ -> new Outcome.Unavailable("no such device"))
                                .setup())) {
            process.get("/metrics");

            var status = process.get("/api/v1/status/collectors").body();

            assertThat(status)
                    .contains("\"state\":\"hanging\"")
                    .contains("\"state\":\"unavailable\",\"reason\":\"no such device\"")
                    .contains("\"name\":\"good\"");
            assertThat(List.of("hung", "good", "absent")).allMatch(status::contains);
        }
    }
}
