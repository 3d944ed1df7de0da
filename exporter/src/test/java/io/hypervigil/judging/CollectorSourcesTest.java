package io.hypervigil.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.FakeCollector;
import io.hypervigil.sampling.ProbeState;
import io.hypervigil.sampling.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CollectorSourcesTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final ProbeState READ = sampled(List.of());
    private static final ProbeState FAILING = new ProbeState.Failing("EIO", 3, NOW);
    private static final ProbeState GONE = new ProbeState.Unavailable("no such device");

    @Test
    void what_was_read_whole_is_there() {
        assertThat(isUnavailable(collector(READ), "disk_value")).isFalse();
        assertThat(isUnavailable(collector(READ, READ), "disk_value")).isFalse();
    }

    @Test
    void a_probe_that_fails_hangs_or_has_not_answered_yet_says_nothing() {
        assertThat(isUnavailable(collector(FAILING), "disk_value")).isTrue();
        assertThat(isUnavailable(collector(new ProbeState.Starting()), "disk_value")).isTrue();
        assertThat(
                        isUnavailable(
                                collector(
                                        new ProbeState.Hanging(
                                                NOW, Duration.ofSeconds(2), Optional.empty())),
                                "disk_value"))
                .isTrue();
        assertThat(isUnavailable(collector(READ, FAILING), "disk_value")).isTrue();
    }

    @Test
    void a_source_that_went_away_says_nothing_but_one_of_several_kinds_may_be_absent() {
        assertThat(isUnavailable(collector(GONE, GONE), "disk_value")).isTrue();
        assertThat(isUnavailable(collector(READ, GONE), "disk_value")).isFalse();
    }

    @Test
    void a_collector_that_could_not_be_opened_says_nothing() {
        var closed = new CollectorStatus(disk(), "no permission", false, 1, List.of());

        assertThat(isUnavailable(closed, "disk_value")).isTrue();
    }

    @Test
    void a_group_that_could_not_be_read_says_nothing() {
        var problem = new SampleBook.Problem(FakeCollector.GROUP, new IOException("EIO"));

        assertThat(isUnavailable(collector(sampled(List.of(problem))), "disk_value")).isTrue();
    }

    @Test
    void the_parts_of_a_histogram_are_its_own() {
        for (String part : List.of("disk_value_bucket", "disk_value_sum", "disk_value_count")) {
            assertThat(isUnavailable(collector(FAILING), part)).isTrue();
        }
        assertThat(isUnavailable(collector(FAILING), "disk_value_total")).isFalse();
    }

    @Test
    void what_a_probe_gave_before_says_which_alerts_it_may_know_of() {
        var clock = new ManualClock(NOW);
        var disks =
                new CollectorStatus(
                        disk(), "", true, 0, List.of(probe("sda", READ), probe("sdb", FAILING)));
        var sources = new CollectorSources(() -> List.of(disks), () -> true, clock);
        clock.advance(Duration.ofMinutes(2));
        var unavailable = sources.unavailable(Set.of("disk_value"));

        assertThat(unavailable.test(Labels.of("alertname", "Disk", "device", "sda"))).isFalse();
        assertThat(unavailable.test(Labels.of("alertname", "Disk", "device", "sdb"))).isTrue();
        assertThat(unavailable.test(Labels.of("alertname", "Disks"))).as("of both").isTrue();
    }

    @Test
    void what_comes_from_elsewhere_is_another_s_matter() {
        assertThat(isUnavailable(collector(FAILING), "tape_value")).isFalse();
        assertThat(isUnavailable(collector(FAILING))).isFalse();
    }

    private static boolean isUnavailable(CollectorStatus status, String... metrics) {
        var clock = new ManualClock(NOW);
        var sources = new CollectorSources(() -> List.of(status), () -> true, clock);
        clock.advance(Duration.ofMinutes(2));
        return isUnavailable(sources, Set.of(metrics));
    }

    private static boolean isUnavailable(CollectorSources sources, Set<String> metrics) {
        return sources.unavailable(metrics).test(Labels.of("alertname", "Disk"));
    }

    @Test
    void one_that_sees_again_is_believed_a_while_later() {
        var clock = new ManualClock(NOW);
        var state = new AtomicReference<ProbeState>(new ProbeState.Starting());
        var sources =
                new CollectorSources(() -> List.of(collector(state.get())), () -> true, clock);
        var metrics = Set.of("disk_value");
        assertThat(isUnavailable(sources, metrics)).isTrue();

        state.set(READ);
        assertThat(isUnavailable(sources, metrics)).isTrue();
        clock.advance(Duration.ofSeconds(4));
        assertThat(isUnavailable(sources, metrics)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(isUnavailable(sources, metrics)).isFalse();

        state.set(FAILING);
        assertThat(isUnavailable(sources, metrics)).isTrue();
        state.set(READ);
        assertThat(isUnavailable(sources, metrics)).isTrue();
        clock.advance(Duration.ofSeconds(5));
        assertThat(isUnavailable(sources, metrics)).isFalse();
    }

    @Test
    void in_the_first_minute_nobody_is_believed_at_first_sight() {
        var clock = new ManualClock(NOW);
        var sources = new CollectorSources(() -> List.of(collector(READ)), () -> true, clock);

        assertThat(isUnavailable(sources, Set.of("disk_value"))).isTrue();
        clock.advance(Duration.ofSeconds(5));
        assertThat(isUnavailable(sources, Set.of("disk_value"))).isFalse();
    }

    @Test
    void while_nothing_is_recorded_nothing_is_seen() {
        var clock = new ManualClock(NOW);
        var isRecording = new AtomicBoolean();
        var sources = new CollectorSources(() -> List.of(collector(READ)), isRecording::get, clock);
        clock.advance(Duration.ofMinutes(2));
        assertThat(isUnavailable(sources, Set.of("disk_value"))).isTrue();

        isRecording.set(true);
        assertThat(isUnavailable(sources, Set.of("disk_value"))).isTrue();
        clock.advance(Duration.ofSeconds(5));
        assertThat(isUnavailable(sources, Set.of("disk_value"))).isFalse();
    }

    private static CollectorStatus collector(ProbeState... states) {
        var probes = Stream.of(states).map(state -> probe("", state)).toList();
        return new CollectorStatus(disk(), "", true, 0, probes);
    }

    /**
     * @param device that it has told of before; "" where it has told of nothing
     */
    private static CollectorStatus.ProbeStatus probe(String device, ProbeState state) {
        var book = new SampleBook(new SeriesTable(), 10);
        book.begin();
        if (!device.isEmpty()) {
            book.add(
                    Family.gauge(FakeCollector.GROUP, "disk_value", "A value.", "device"),
                    1,
                    device);
        }
        return new CollectorStatus.ProbeStatus(
                "probe" + device, state, Optional.of(NOW), 0, 0, 0, Map.of(), "", book.finish());
    }

    private static FakeCollector disk() {
        return FakeCollector.good(
                "disk",
                new Beat(
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofHours(2)));
    }

    private static ProbeState sampled(List<SampleBook.Problem> problems) {
        return new ProbeState.Sampled(new Snapshot(Samples.NONE, NOW, 0, List.of(), problems));
    }
}
