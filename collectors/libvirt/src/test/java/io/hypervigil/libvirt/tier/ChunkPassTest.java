package io.hypervigil.libvirt.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.libvirt.jna.ControlInfo;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection on which some domains never answer costs those and no others. */
@Timeout(20)
final class ChunkPassTest {

    private static final TierPlan.Limits LIMITS =
            new TierPlan.Limits(2, 5, Duration.ofMillis(100), Duration.ofSeconds(10));
    private static final ControlInfo IDLE = new ControlInfo(ControlInfo.State.OK, Duration.ZERO);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final LatestRecords latest = new LatestRecords();
    private final StuckDomains stuck = new StuckDomains(clock, () -> {});
    private final AtomicInteger open = new AtomicInteger();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final CountDownLatch resumed = new CountDownLatch(1);

    @AfterEach
    void resume() {
        resumed.countDown();
    }

    @Test
    void asks_every_domain_once() throws Exception {
        assertThat(pass().run(domains(12))).isEmpty();

        assertThat(latest.since(clock.instant())).hasSize(12);
        Eventually.get(Duration.ofSeconds(10), () -> assertThat(open).hasValue(0));
    }

    @Test
    void one_that_hangs_costs_only_itself() throws Exception {
        hanging.add("vm3");

        pass().run(domains(12));

        assertThat(latest.since(clock.instant())).hasSize(11);
        assertThat(stuck.mayBeAsked("vm3", IDLE)).isFalse();
        assertThat(stuck.mayBeAsked("vm4", IDLE)).isTrue();
    }

    @Test
    void many_that_hang_end_with_the_round() throws Exception {
        IntStream.range(0, 12).forEach(i -> hanging.add("vm" + i));

        var limits = new TierPlan.Limits(2, 5, Duration.ofMillis(50), Duration.ofMillis(200));
        new ChunkPass(Calls::new, latest, stuck, clock, limits, false).run(domains(12));

        assertThat(latest.since(clock.instant())).isEmpty();
    }

    @Test
    void what_a_lost_call_brings_later_is_as_old_as_the_call() throws Exception {
        hanging.add("vm0");
        pass().run(domains(3));
        var before = clock.instant();
        clock.advance(Duration.ofSeconds(60));
        pass().run(List.of("vm1", "vm2"));

        resumed.countDown();

        Eventually.get(Duration.ofSeconds(10), () -> assertThat(open).hasValue(0));
        assertThat(latest.since(clock.instant()))
                .extracting(stamped -> stamped.record().name())
                .containsExactly("vm1", "vm2");
        assertThat(latest.since(before))
                .extracting(stamped -> stamped.record().name())
                .containsExactly("vm0", "vm1", "vm2");
        assertThat(stuck.mayBeAsked("vm0", IDLE)).isTrue();
    }

    private ChunkPass pass() {
        return new ChunkPass(Calls::new, latest, stuck, clock, LIMITS, false);
    }

    private static List<String> domains(int count) {
        return IntStream.range(0, count).mapToObj(i -> "vm" + i).toList();
    }

    private final class Calls implements Asker {

        Calls() {
            open.incrementAndGet();
        }

        @Override
        public List<StatsRecord> ask(List<String> uuids) {
            if (uuids.stream().anyMatch(hanging::contains)) {
                await();
            }
            return uuids.stream().map(ChunkPassTest::answer).toList();
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }

        private void await() {
            try {
                resumed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static StatsRecord answer(String uuid) {
        return new StatsRecord(uuid, uuid, 1, TypedParameters.of(Map.of("cpu.time", 1L)));
    }
}
