package io.hypervigil.host.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.Threads;
import io.hypervigil.host.filesystem.MountCalls.Limits;
import io.hypervigil.host.filesystem.MountCalls.Reply;
import io.hypervigil.host.filesystem.MountCalls.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class MountCallsTest {

    private static final Target A = new Target("/a", "8:1");
    private static final Target B = new Target("/b", "8:2");
    private static final Target NAS = new Target("/mnt/nas", "0:60");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeMounts mounts = new FakeMounts();
    private MountCalls<Space> calls = callsWith(Duration.ofMillis(20), Duration.ofMillis(500));

    @AfterEach
    void letGo() {
        mounts.letAllGo();
        calls.close();
    }

    @Test
    void mounts_that_answer_are_asked_by_one_thread() {
        var replies = calls.ask(List.of(A, B));

        assertThat(replies.keySet()).containsExactly(A, B);
        assertThat(replies.values()).allMatch(Reply.Answered.class::isInstance);
        assertThat(calls.threads()).isEqualTo(1);
    }

    @Test
    void while_one_hangs_the_others_answer() {
        mounts.hanging("/mnt/nas");

        var replies = calls.ask(List.of(NAS, A, B));

        assertThat(replies.get(A)).isInstanceOf(Reply.Answered.class);
        assertThat(replies.get(B)).isInstanceOf(Reply.Answered.class);
        assertThat(replies.get(NAS)).isInstanceOf(Reply.Stuck.class);
    }

    @Test
    void within_the_timeout_a_mount_is_late_and_not_stuck() {
        calls = callsWith(LONG, Duration.ofMillis(20));
        mounts.hanging("/mnt/nas");

        assertThat(calls.ask(List.of(NAS)).get(NAS)).isInstanceOf(Reply.Late.class);
    }

    @Test
    void a_mount_that_is_late_keeps_its_last_answer() {
        calls = callsWith(LONG, Duration.ofMillis(20));
        var answered = calls.ask(List.of(NAS)).get(NAS);
        mounts.hanging("/mnt/nas");

        assertThat(calls.ask(List.of(NAS)).get(NAS))
                .isEqualTo(answered)
                .isInstanceOf(Reply.Answered.class);
    }

    @Test
    void a_stuck_mount_is_called_once_and_costs_one_thread_over_a_thousand_rounds() {
        mounts.hanging("/mnt/nas");

        for (int round = 0; round < 1_000; round++) {
            calls.ask(List.of(A, NAS, B));
        }

        assertThat(mounts.calls("/mnt/nas")).isEqualTo(1);
        assertThat(mounts.calls("/a")).isEqualTo(1_000);
        assertThat(calls.threads()).isLessThanOrEqualTo(1 + 4);
    }

    @Test
    void a_stuck_mount_is_not_waited_for() {
        calls = callsWith(Duration.ofMillis(1), LONG);
        mounts.hanging("/mnt/nas");
        calls.ask(List.of(NAS, A));
        long start = System.nanoTime();

        calls.ask(List.of(NAS, A));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void more_stuck_mounts_than_workers_do_not_keep_the_others_waiting() {
        calls = callsWith(LONG, Duration.ofSeconds(20));
        var stuck = IntStream.range(0, 20).mapToObj(i -> new Target("/s" + i, "0:" + i)).toList();
        stuck.forEach(target -> mounts.hanging(target.path()));
        var answered = new CountDownLatch(1);
        mounts.hanging("/a");
        var all = new ArrayList<>(stuck);
        all.add(A);

        Threads.start(
                "test-ask",
                () -> {
                    calls.ask(all);
                    answered.countDown();
                });
        await(() -> mounts.calls("/a") == 1);
        mounts.letAllGo();

        await(() -> answered.getCount() == 0);
        await(() -> calls.threads() <= 4);
    }

    @Test
    void a_mount_that_comes_back_is_asked_again() {
        mounts.hanging("/mnt/nas");
        calls.ask(List.of(NAS));
        mounts.letGo("/mnt/nas");

        await(() -> calls.ask(List.of(NAS)).get(NAS) instanceof Reply.Answered);

        assertThat(mounts.calls("/mnt/nas")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void another_file_system_at_the_path_of_a_stuck_one_is_asked() {
        mounts.hanging("/mnt/nas");
        calls.ask(List.of(NAS));
        var remounted = new Target("/mnt/nas", "0:61");
        mounts.answering("/mnt/nas", new Space.Refused("stale NFS file handle"));

        calls.ask(List.of(remounted));

        assertThat(mounts.calls("/mnt/nas")).isEqualTo(2);
    }

    @Test
    void a_call_that_throws_is_told_and_the_next_round_goes_on() {
        var broken = new boolean[] {true};
        calls =
                new MountCalls<>(
                        "test",
                        new Limits(4, LONG, LONG),
                        () ->
                                path -> {
                                    if (broken[0]) {
                                        throw new IllegalStateException("no libc");
                                    }
                                    return new Space.Refused(path);
                                });

        assertThatThrownBy(() -> calls.ask(List.of(A)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("/a: java.lang.IllegalStateException: no libc");
        broken[0] = false;
        assertThat(calls.ask(List.of(A))).containsKey(A);
    }

    @Test
    void closed_it_ends_its_threads_and_answers_nothing() {
        calls.ask(List.of(A));

        calls.close();
        calls.close();

        await(() -> calls.threads() == 0);
        assertThat(calls.ask(List.of(A))).isEmpty();
    }

    @Test
    void closed_while_a_call_hangs_it_does_not_wait_for_it() {
        mounts.hanging("/mnt/nas");
        calls.ask(List.of(NAS));

        calls.close();
        assertThat(calls.threads()).isEqualTo(1);
        mounts.letAllGo();

        await(() -> calls.threads() == 0);
    }

    private MountCalls<Space> callsWith(Duration timeout, Duration patience) {
        return new MountCalls<>("test-mount", new Limits(4, timeout, patience), () -> mounts);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(100_000);
        }
    }
}
