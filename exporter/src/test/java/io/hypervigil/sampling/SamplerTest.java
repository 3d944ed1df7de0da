package io.hypervigil.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SamplerTest {

    /** Never due by itself: only a scrape makes it sample again. */
    private static final Beat ON_DEMAND =
            new Beat(
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100),
                    Duration.ofHours(2));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicLong extraNanos = new AtomicLong();
    private final Ticker ticker = () -> System.nanoTime() + extraNanos.get();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Sampler> samplers = new ArrayList<>();

    @AfterEach
    void close() {
        release.countDown();
        samplers.forEach(Sampler::close);
    }

    @Test
    void a_scrape_gets_fresh_samples_as_they_are_and_old_ones_refreshed() {
        var collector = FakeCollector.good("good", ON_DEMAND);
        var sampler = start(collector);

        assertThat(samples(sampler)).containsExactly("good_value");
        assertThat(samples(sampler)).containsExactly("good_value");
        assertThat(collector.rounds).hasValue(1);

        pass(Duration.ofSeconds(2));
        assertThat(samples(sampler)).containsExactly("good_value");
        assertThat(collector.rounds).hasValue(2);
    }

    @Test
    void one_that_is_soon_too_old_is_served_while_it_is_taken_anew() throws Exception {
        var begun = new Semaphore(0);
        var good = Family.gauge(FakeCollector.GROUP, "ahead_value", "A value.");
        var collector =
                FakeCollector.of(
                        "ahead",
                        ON_DEMAND,
                        sink -> {
                            sink.add(good, 1);
                            begun.release();
                            if (begun.availablePermits() > 1) {
                                release.await();
                            }
                            return Outcome.SAMPLED;
                        });
        var sampler = start(collector);
        samples(sampler);

        pass(ON_DEMAND.freshness().multipliedBy(4).dividedBy(5));

        assertThat(samples(sampler)).containsExactly("ahead_value");
        sampler.sampleAhead(_ -> true);
        begun.acquire(2);
        assertThat(samples(sampler)).containsExactly("ahead_value");
        assertThat(collector.rounds).hasValue(2);
    }

    @Test
    void a_source_is_sampled_at_its_beat_without_any_scrape() throws Exception {
        var rounds = new Semaphore(0);
        var beat =
                new Beat(
                        Duration.ofMillis(20),
                        Duration.ofHours(1),
                        Duration.ofSeconds(5),
                        Duration.ofHours(1));
        start(
                FakeCollector.of(
                        "beating",
                        beat,
                        _ -> {
                            rounds.release();
                            return Outcome.SAMPLED;
                        }));

        rounds.acquire(5);
    }

    @Test
    void scrapes_that_come_together_share_one_round() throws Exception {
        var beat = ON_DEMAND.within(Duration.ofSeconds(20));
        var collector = FakeCollector.hanging("slow", beat, release);
        var sampler = start(collector);

        var scrapes = new ArrayList<Thread>();
        var seen = Collections.synchronizedList(new ArrayList<List<String>>());
        for (int i = 0; i < 20; i++) {
            scrapes.add(Threads.start("test-scrape", () -> seen.add(samples(sampler))));
        }
        release.countDown();
        for (Thread scrape : scrapes) {
            scrape.join();
        }

        assertThat(seen).hasSize(20).allMatch(names -> names.equals(List.of("slow_value")));
        assertThat(collector.rounds).hasValue(1);
    }

    @Test
    void a_hung_source_is_waited_for_once_and_never_called_again() {
        var hung = FakeCollector.hanging("hung", ON_DEMAND, release);
        var sampler = start(hung, FakeCollector.good("good", ON_DEMAND));

        assertThat(samples(sampler)).containsExactly("good_value");
        pass(Duration.ofSeconds(2));
        long before = System.nanoTime();
        assertThat(samples(sampler)).containsExactly("good_value");

        // Overdue: the second scrape does not wait the deadline out again.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(hung.rounds).hasValue(1);
        assertThat(status(sampler, "hung").word()).isEqualTo("hanging");
        assertThat(status(sampler, "hung").isSuccess()).isFalse();
        assertThat(status(sampler, "good").isSuccess()).isTrue();
    }

    @Test
    void the_last_snapshot_of_a_hung_source_is_served_until_it_is_stale() throws Exception {
        var hang = new AtomicLong();
        var family = Family.gauge(FakeCollector.GROUP, "moody_value", "A value.");
        var collector =
                FakeCollector.of(
                        "moody",
                        ON_DEMAND,
                        sink -> {
                            if (hang.get() > 0) {
                                release.await();
                            }
                            sink.add(family, 1);
                            return Outcome.SAMPLED;
                        });
        var sampler = start(collector);
        assertThat(samples(sampler)).containsExactly("moody_value");

        hang.set(1);
        pass(Duration.ofSeconds(2));
        assertThat(samples(sampler)).containsExactly("moody_value");
        // The source's thread may be woken later than anybody waits for it.
        Eventually.get(
                Duration.ofSeconds(10),
                () -> assertThat(status(sampler, "moody").word()).isEqualTo("hanging"));

        pass(Duration.ofHours(3));
        assertThat(samples(sampler)).isEmpty();
    }

    @Test
    void a_failure_drops_the_samples_and_is_tried_again_with_growing_pauses() {
        var beat = ON_DEMAND.every(Duration.ofSeconds(10));
        var collector =
                FakeCollector.of(
                        "broken",
                        beat,
                        _ -> {
                            throw new IOException("the bus is on fire");
                        });
        var sampler = start(collector);

        assertThat(samples(sampler)).isEmpty();
        var state = status(sampler, "broken").probes().getFirst().state();

        assertThat(state).isInstanceOf(ProbeState.Failing.class);
        assertThat(state.reason()).isEqualTo("the bus is on fire");
        // A scrape does not hurry it.
        pass(Duration.ofSeconds(5));
        samples(sampler);
        assertThat(collector.rounds).hasValue(1);
        assertThat(status(sampler, "broken").probes().getFirst().failures()).isEqualTo(1);
    }

    @Test
    void an_error_of_a_native_library_is_a_failure_of_its_collector_alone() {
        var sampler =
                start(
                        FakeCollector.of(
                                "native",
                                ON_DEMAND,
                                _ -> {
                                    throw new UnsatisfiedLinkError("libnvidia-ml.so.1");
                                }),
                        FakeCollector.good("good", ON_DEMAND));

        assertThat(samples(sampler)).containsExactly("good_value");
        assertThat(status(sampler, "native").reason()).isEqualTo("libnvidia-ml.so.1");
    }

    @Test
    void a_source_that_is_not_there_is_no_failure() {
        var sampler =
                start(
                        FakeCollector.of(
                                "absent",
                                ON_DEMAND,
                                _ -> new Outcome.Unavailable("no /dev/nvidiactl")));

        assertThat(samples(sampler)).isEmpty();
        var status = status(sampler, "absent");
        assertThat(status.word()).isEqualTo("unavailable");
        assertThat(status.reason()).isEqualTo("no /dev/nvidiactl");
        assertThat(status.isAvailable()).isFalse();
        assertThat(status.probes().getFirst().failures()).isZero();
    }

    @Test
    void what_is_slow_by_its_nature_is_never_waited_for() throws Exception {
        var slow =
                FakeCollector.hanging(
                        "slow", Beat.slow(Duration.ofHours(1), Duration.ofHours(1)), release);
        var sampler = start(slow, FakeCollector.good("good", ON_DEMAND.within(PATIENCE)));

        assertThat(samples(sampler)).containsExactly("good_value");
        release.countDown();

        Eventually.get(
                PATIENCE,
                () -> assertThat(samples(sampler)).containsExactly("slow_value", "good_value"));
    }

    @Test
    void one_of_several_alike_is_waited_for_no_longer_than_it_usually_takes() {
        var hang = new AtomicLong();
        var family = Family.gauge(FakeCollector.GROUP, "one_value", "A value.");
        var beat = ON_DEMAND.within(PATIENCE).waitedFor(Beat.Patience.AS_USUAL);
        var collector =
                FakeCollector.of(
                        "one",
                        beat,
                        sink -> {
                            if (hang.get() > 0) {
                                release.await();
                            }
                            sink.add(family, 1);
                            return Outcome.SAMPLED;
                        });
        var sampler = start(collector);
        assertThat(samples(sampler)).containsExactly("one_value");

        hang.set(1);
        pass(Duration.ofSeconds(2));
        long before = System.nanoTime();

        assertThat(samples(sampler)).containsExactly("one_value");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE.dividedBy(2));
        assertThat(status(sampler, "one").word()).isEqualTo("ok");
    }

    @Test
    void one_of_several_alike_is_not_waited_for_while_it_fails() throws Exception {
        var isFailing = new AtomicBoolean(true);
        var beat =
                new Beat(
                        Duration.ofMillis(1),
                        Duration.ZERO,
                        PATIENCE,
                        PATIENCE,
                        Beat.Patience.AS_USUAL);
        var collector =
                FakeCollector.of(
                        "one",
                        beat,
                        _ -> {
                            if (isFailing.getAndSet(false)) {
                                throw new IllegalStateException("broken");
                            }
                            release.await();
                            return Outcome.SAMPLED;
                        });
        var sampler = start(collector);
        Eventually.get(PATIENCE, () -> assertThat(collector.rounds).hasValue(2));
        long before = System.nanoTime();

        assertThat(samples(sampler)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE.dividedBy(2));
    }

    @Test
    void an_event_has_a_round_begin_at_once() throws Exception {
        var rounds = new Semaphore(0);
        var collector =
                FakeCollector.of(
                        "eventful",
                        ON_DEMAND,
                        _ -> {
                            rounds.release();
                            return Outcome.SAMPLED;
                        });
        start(collector);
        rounds.acquire();

        collector.sampleSoon();

        rounds.acquire();
    }

    @Test
    void closing_does_not_wait_for_a_source_that_hangs() {
        var sampler = start(FakeCollector.hanging("hung", ON_DEMAND, release));
        samples(sampler);

        long before = System.nanoTime();
        sampler.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_thousand_rounds_with_a_hung_source_leave_no_thread_and_no_series_behind() {
        var counter = new AtomicLong();
        var family = Family.gauge(FakeCollector.GROUP, "churning_value", "A value.", "id");
        var churning =
                FakeCollector.of(
                        "churning",
                        new Beat(
                                Duration.ofHours(1),
                                Duration.ZERO,
                                Duration.ofSeconds(5),
                                Duration.ofHours(2)),
                        sink -> {
                            sink.add(family, 1, "id" + counter.incrementAndGet());
                            return Outcome.SAMPLED;
                        });
        var sampler = start(churning, FakeCollector.hanging("hung", ON_DEMAND, release));
        samples(sampler);
        int threads = ownThreads();

        for (int i = 0; i < 1_000; i++) {
            pass(Duration.ofMillis(1));
            assertThat(samples(sampler)).hasSize(1);
        }

        assertThat(churning.rounds.get()).isGreaterThan(1_000);
        assertThat(ownThreads()).isEqualTo(threads);
        assertThat(status(sampler, "churning").probes().getFirst().samples()).isEqualTo(1);
    }

    @Test
    void a_collector_that_cannot_open_is_closed_and_tried_again() throws Exception {
        var attempts = new Semaphore(0);
        var collector =
                new UnopenableCollector(
                        "locked",
                        () -> {
                            attempts.release();
                            return new IllegalStateException("no permission for /dev/kvm");
                        });
        var sampler = start(collector.setup());

        attempts.acquire(2);

        assertThat(status(sampler, "locked").word()).isEqualTo("failing");
        assertThat(status(sampler, "locked").reason()).isEqualTo("no permission for /dev/kvm");
        assertThat(collector.closes.get()).isPositive();
    }

    private Sampler start(FakeCollector... collectors) {
        return start(
                List.of(collectors).stream()
                        .map(FakeCollector::setup)
                        .toArray(CollectorSetup[]::new));
    }

    private Sampler start(CollectorSetup... setups) {
        var sampler =
                new Sampler(
                        List.of(setups),
                        SamplerTest::noFiles,
                        InstantSource.fixed(Instant.EPOCH),
                        ticker,
                        RoundListener.NONE);
        samplers.add(sampler);
        sampler.start();
        return sampler;
    }

    private void pass(Duration time) {
        extraNanos.addAndGet(time.toNanos());
    }

    private static List<String> samples(Sampler sampler) {
        return sampler.snapshots(_ -> true, PATIENCE).stream()
                .flatMap(snapshot -> snapshot.samples().families().stream())
                .map(samples -> samples.family().name())
                .toList();
    }

    private static CollectorStatus status(Sampler sampler, String name) {
        return sampler.statuses().stream()
                .filter(status -> status.collector().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int ownThreads() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("hv-sample"))
                        .count();
    }

    private static HostFiles noFiles() {
        var nothing = FileTree.at(Path.of("/nonexistent"));
        return new HostFiles(nothing, nothing, nothing, nothing);
    }
}
