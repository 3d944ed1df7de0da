package io.hypervigil.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JobLimits LIMITS =
            new JobLimits(1, 2, 3, Duration.ofDays(7), Duration.ofSeconds(10));

    @TempDir Path folder;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final AtomicLong nanos = new AtomicLong();

    @SuppressWarnings("NullAway.Init")
    private Jobs jobs;

    @BeforeEach
    void open() throws IOException {
        jobs = jobs(LIMITS);
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private Jobs jobs(JobLimits limits) throws IOException {
        return Jobs.open(JobFolder.open(Optional.of(folder)), limits, clock, nanos::get);
    }

    @Test
    void a_job_waits_runs_tells_how_far_it_is_and_ends_with_its_result() throws Exception {
        var first = Handler.listening();
        var running = take("vm.clone", first);
        var waiting = take("vm.save", Handler.listening());
        first.entered.await();

        assertThat(now(running).state())
                .isEqualTo(
                        new JobState.Running(
                                clock.instant(), new Progress(0.4, "copying"), Optional.empty()));
        assertThat(now(waiting).state()).isEqualTo(new JobState.Waiting());

        clock.advance(Duration.ofSeconds(5));
        first.release.countDown();
        var ended = await(running);

        assertThat(ended.state())
                .isEqualTo(
                        new JobState.Ended(
                                Optional.of(running.createdAt()),
                                running.createdAt().plusSeconds(5),
                                new Progress(1, "copying"),
                                Optional.empty(),
                                new JobOutcome.Succeeded(Handler.result("copied"))));
        Eventually.get(SOON, () -> assertThat(now(waiting).state().name()).isEqualTo("running"));
        assertThat(jobs.all()).extracting(job -> job.order().action()).contains("vm.clone");
    }

    @Test
    void a_failure_is_kept_with_its_kind_and_its_remedy() throws Exception {
        var failed =
                take(
                        "vm.clone",
                        _ -> {
                            throw new ActionFailure(Kind.CONFLICT, "web runs", "stop it", null);
                        });
        var broken =
                take(
                        "vm.clone",
                        _ -> {
                            throw new IllegalStateException("hunter2");
                        });

        assertThat(outcome(await(failed)))
                .isEqualTo(
                        new JobOutcome.Failed(
                                new JobOutcome.Failure(Kind.CONFLICT, "web runs", "stop it")));
        assertThat(outcome(await(broken)))
                .isEqualTo(
                        new JobOutcome.Failed(
                                new JobOutcome.Failure(
                                        Kind.FAILED,
                                        "broke: java.lang.IllegalStateException",
                                        "see the log")));
    }

    @Test
    void cancelling_one_that_runs_has_it_take_back_what_it_made() throws Exception {
        var work = Handler.listening();
        var job = take("vm.clone", work);
        work.entered.await();

        var told = jobs.cancel(job.id(), "bob").orElseThrow();
        assertThat(told.state().name()).isIn("running", "cancelled");
        var ended = await(job);

        assertThat(ended.state().name()).isEqualTo("cancelled");
        assertThat(((JobState.Ended) ended.state()).cancelledBy()).contains("bob");
        assertThat(((JobState.Ended) ended.state()).progress())
                .isEqualTo(new Progress(0.4, "copying"));
        assertThat(outcome(ended))
                .isEqualTo(
                        new JobOutcome.Cancelled(
                                new JobOutcome.Failure(
                                        Kind.CANCELLED,
                                        "cancelled at 40 %",
                                        "what was copied is removed")));
    }

    @Test
    void one_that_is_done_all_the_same_has_succeeded_though_it_was_cancelled() throws Exception {
        var work = Handler.deaf();
        var job = take("vm.clone", work);
        work.entered.await();
        jobs.cancel(job.id(), "bob");
        work.release.countDown();

        assertThat(await(job).state().name()).isEqualTo("succeeded");
    }

    @Test
    void one_that_waits_is_cancelled_at_once_and_its_place_is_free() throws Exception {
        var first = Handler.listening();
        take("vm.clone", first);
        first.entered.await();
        var second = take("vm.clone", Handler.listening());
        take("vm.clone", Handler.listening());

        assertThat(jobs.cancel(second.id(), "bob").orElseThrow().state())
                .isEqualTo(
                        new JobState.Ended(
                                Optional.empty(),
                                clock.instant(),
                                Progress.NONE,
                                Optional.of("bob"),
                                new JobOutcome.Cancelled(JobOutcome.Failure.BEFORE_IT_BEGAN)));
        assertThat(take("vm.clone", Handler.listening()).state()).isEqualTo(new JobState.Waiting());
    }

    @Test
    void cancelling_twice_or_after_the_end_changes_nothing() throws Exception {
        var work = Handler.listening();
        var job = take("vm.clone", work);
        work.entered.await();
        jobs.cancel(job.id(), "bob");
        jobs.cancel(job.id(), "eve");
        var ended = await(job);

        assertThat(((JobState.Ended) ended.state()).cancelledBy()).contains("bob");
        assertThat(jobs.cancel(job.id(), "eve")).contains(ended);
        assertThat(jobs.cancel(unknown(), "eve")).isEmpty();
    }

    @Test
    void one_that_is_cancelled_while_it_starts_runs_whole_or_not_at_all() throws Exception {
        jobs.close();
        jobs = jobs(new JobLimits(8, 200, 1_000, Duration.ofDays(7), Duration.ofSeconds(10)));
        var begun = new AtomicInteger();
        var taken = new ArrayList<Job>();
        for (int i = 0; i < 150; i++) {
            taken.add(
                    take(
                            "vm.clone",
                            watch -> {
                                begun.incrementAndGet();
                                if (watch.isCancelled()) {
                                    throw new ActionFailure(Kind.CANCELLED, "no", "", null);
                                }
                                return Handler.result("done");
                            }));
            jobs.cancel(taken.getLast().id(), "bob");
        }

        int neverBegun = 0;
        for (Job job : taken) {
            var state = (JobState.Ended) await(job).state();
            assertThat(state.cancelledBy().isPresent() || state.name().equals("succeeded"))
                    .isTrue();
            if (state.startedAt().isEmpty()) {
                assertThat(state.name()).isEqualTo("cancelled");
                neverBegun++;
            }
        }
        assertThat(begun.get() + neverBegun).isEqualTo(taken.size());
    }

    @Test
    void who_waits_for_one_that_ended_has_it_at_once_and_who_waits_too_short_has_it_running()
            throws Exception {
        var work = Handler.listening();
        var job = take("vm.clone", work);
        work.entered.await();

        assertThat(jobs.await(job.id(), Duration.ofMillis(1)).orElseThrow().isEnded()).isFalse();
        work.release.countDown();
        var ended = await(job);
        assertThat(jobs.await(job.id(), Duration.ZERO)).contains(ended);
        assertThat(jobs.await(unknown(), SOON)).isEmpty();
    }

    @Test
    void more_than_may_wait_are_refused_with_what_to_do() throws Exception {
        var first = Handler.listening();
        take("vm.clone", first);
        take("vm.clone", Handler.listening());
        take("vm.clone", Handler.listening());

        var refused = refusal(order("vm.clone", Optional.empty()));

        assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(refused).hasMessage("1 jobs run and 2 wait, no more are taken");
        assertThat(refused.remedy()).isEqualTo("ask again when one has ended, or cancel one");
    }

    @Test
    void a_request_that_is_sent_again_gives_the_job_that_is_there() throws Exception {
        var begun = new AtomicInteger();
        JobWork work =
                _ -> {
                    begun.incrementAndGet();
                    return Handler.result("done");
                };
        var order = order("vm.clone", Optional.of("k-1"));

        var first = jobs.take(order, work);
        var ended = await(first.job());
        var again = jobs.take(order, work);

        assertThat(first.isNew()).isTrue();
        assertThat(again).isEqualTo(new Jobs.Taken(ended, false));
        assertThat(begun).hasValue(1);
        var other = refusal(order("vm.save", Optional.of("k-1")));
        assertThat(other.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(other)
                .hasMessage(
                        "the key 'k-1' is that of job "
                                + ended.id()
                                + ", which is another request");
        var anothers = new JobOrder("vm.clone", "bob", Role.ADMIN, order.parameters(), order.key());
        assertThat(jobs.take(anothers, work).isNew()).isTrue();
    }

    @Test
    void of_requests_with_one_key_that_come_together_one_makes_a_job() throws Exception {
        var go = new CountDownLatch(1);
        var made = new AtomicInteger();
        var order = order("vm.clone", Optional.of("k-1"));
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    Threads.start(
                            "test",
                            () -> {
                                try {
                                    go.await();
                                    if (jobs.take(order, _ -> Handler.result("done")).isNew()) {
                                        made.incrementAndGet();
                                    }
                                } catch (InterruptedException | ActionFailure e) {
                                    throw new IllegalStateException(e);
                                }
                            }));
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(made).hasValue(1);
        assertThat(jobs.all()).hasSize(1);
    }

    @Test
    void the_oldest_that_ended_are_forgotten_and_all_after_their_time() throws Exception {
        var ids = new ArrayList<JobId>();
        for (int i = 0; i < 5; i++) {
            var job = take("vm.clone", _ -> Handler.result("done"));
            ids.add(job.id());
            await(job);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(jobs.all())
                .extracting(Job::id)
                .containsExactly(ids.get(4), ids.get(3), ids.get(2));
        assertThat(files()).hasSize(3);
        clock.advance(Duration.ofDays(7).minusMinutes(2));
        assertThat(jobs.all()).extracting(Job::id).containsExactly(ids.get(4), ids.get(3));
        clock.advance(Duration.ofDays(1));
        assertThat(jobs.all()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void progress_reaches_the_disk_at_most_once_a_second() throws Exception {
        var seen = new ArrayList<String>();
        var job =
                take(
                        "vm.clone",
                        watch -> {
                            for (int percent = 1; percent <= 40; percent++) {
                                nanos.addAndGet(Duration.ofMillis(100).toNanos());
                                watch.progress(percent / 100.0, "copying");
                                seen.add(
                                        kept().replaceAll(
                                                        "(?s).*\"progress\" : ([0-9.]+).*", "$1"));
                            }
                            return Handler.result("copied");
                        });
        await(job);

        assertThat(seen.stream().distinct()).containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
        assertThat(kept()).contains("\"progress\" : 1.0,");
    }

    @Test
    void at_the_end_of_the_process_what_runs_takes_back_what_it_made() throws Exception {
        var work = Handler.listening();
        var running = take("vm.clone", work);
        var waiting = take("vm.save", Handler.listening());
        work.entered.await();

        jobs.close();

        assertThat(now(running).state().name()).isEqualTo("cancelled");
        assertThat(now(waiting).state().name()).isEqualTo("cancelled");
        assertThat(refusal(order("vm.clone", Optional.empty()))).hasMessage("the process ends");
        Eventually.get(SOON, () -> assertThat(jobThreads()).isEqualTo(List.of()));

        var before = List.of(now(waiting), now(running));
        jobs = jobs(LIMITS);
        assertThat(jobs.all()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void what_does_not_end_in_time_is_interrupted_and_left_behind() throws Exception {
        jobs.close();
        jobs = jobs(new JobLimits(1, 2, 3, Duration.ofDays(7), Duration.ofMillis(50)));
        var work = Handler.deaf();
        var job = take("vm.clone", work);
        work.entered.await();

        jobs.close();

        var expected =
                new JobOutcome.Interrupted(
                        new JobOutcome.Failure(
                                Kind.UNAVAILABLE,
                                "the process ended while it ran, at 40 %: copying",
                                "look at what is there, and ask anew for vm.clone: what is done"
                                        + " already stays as it is"));
        assertThat(outcome(now(job))).isEqualTo(expected);
        work.release.countDown();
        Eventually.get(SOON, () -> assertThat(jobThreads()).isEqualTo(List.of()));
        assertThat(outcome(now(job))).isEqualTo(expected);
        jobs = jobs(LIMITS);
        assertThat(outcome(now(job))).isEqualTo(expected);
    }

    @Test
    void threads_end_with_the_jobs() throws Exception {
        for (int i = 0; i < 3; i++) {
            await(take("vm.clone", _ -> Handler.result("done")));
        }

        Eventually.get(SOON, () -> assertThat(jobThreads()).isEqualTo(List.of()));
    }

    private static List<String> jobThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("hv-job"::equals)
                .toList();
    }

    private static JobOrder order(String action, Optional<String> key) {
        var parameters = new Value.Fields(Map.of("vm", new Value.Text("web")));
        return new JobOrder(action, "alice", Role.ADMIN, parameters, key);
    }

    private Job take(String action, JobWork work) throws ActionFailure {
        return jobs.take(order(action, Optional.empty()), work).job();
    }

    private ActionFailure refusal(JobOrder order) {
        return catchThrowableOfType(
                ActionFailure.class, () -> jobs.take(order, _ -> Handler.result("")));
    }

    private Job now(Job job) {
        return jobs.find(job.id()).orElseThrow();
    }

    private Job await(Job job) throws InterruptedException {
        var ended = jobs.await(job.id(), SOON).orElseThrow();
        assertThat(ended.isEnded()).as(ended.toString()).isTrue();
        return ended;
    }

    private static JobOutcome outcome(Job job) {
        return ((JobState.Ended) job.state()).outcome();
    }

    private static JobId unknown() {
        return new JobId("0000000000000000000000");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    /** The only file, as it is. */
    private String kept() {
        try {
            return Files.readString(files().getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
