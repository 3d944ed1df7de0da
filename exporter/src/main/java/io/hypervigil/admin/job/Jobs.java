package io.hypervigil.admin.job;

import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.settings.Durations;
import io.hypervigil.sampling.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All jobs: those that run, those that wait for their turn, and those that ended lately.
 *
 * <p>Each change is on disk before anybody is told of it. After a crash what ended is as it was,
 * and what ran or waited is {@link JobOutcome.Interrupted}: who asked is not there any more, nor
 * are the secrets that were given, so that nothing is begun anew by itself.
 *
 * <p>Thread: any.
 */
public final class Jobs implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Jobs.class);

    /** Who cancels what runs when the process ends. */
    private static final String PROCESS = "the end of the process";

    private final JobLimits limits;
    private final JobRun.Keeping keeping;
    private final RandomGenerator random = new SecureRandom();
    private final Object lock = new Object();
    private final NavigableMap<JobId, JobRun> all = new TreeMap<>();
    private final Deque<JobRun> waiting = new ArrayDeque<>();
    private int running;
    private boolean isClosed;

    private Jobs(JobLimits limits, JobRun.Keeping keeping) {
        this.limits = limits;
        this.keeping = keeping;
    }

    /**
     * The jobs of that folder, as the process before has left them.
     *
     * @param folder closed with this
     */
    public static Jobs open(
            JobFolder folder, JobLimits limits, InstantSource clock, Ticker ticker) {
        var jobs = new Jobs(limits, new JobRun.Keeping(folder, clock, ticker));
        for (Job job : folder.load()) {
            var run = JobRun.ofBefore(job, jobs.keeping);
            jobs.all.put(job.id(), run);
            if (!job.isEnded()) {
                LOGGER.atWarn()
                        .addKeyValue("job", job.id())
                        .addKeyValue("action", job.order().action())
                        .addKeyValue("caller", job.order().caller())
                        .log("a job was interrupted by the end of the process");
            }
        }
        jobs.prune();
        return jobs;
    }

    /**
     * A job that was asked for.
     *
     * @param isNew false where the same request had been sent before
     */
    public record Taken(Job job, boolean isNew) {}

    /**
     * Takes a job; it is on disk when this returns, and runs as soon as there is room.
     *
     * @throws ActionFailure UNAVAILABLE where too many wait or the process ends, CONFLICT where the
     *     caller's key stands for another request
     */
    public Taken take(JobOrder order, JobWork work) throws ActionFailure {
        prune();
        JobRun run;
        boolean isBegun;
        synchronized (lock) {
            var earlier = askedBefore(order);
            if (earlier.isPresent()) {
                return new Taken(earlier.get(), false);
            }
            requireRoom();
            run = new JobRun(waiting(order), work, keeping);
            all.put(run.job().id(), run);
            isBegun = running < limits.running();
            if (isBegun) {
                running++;
            } else {
                waiting.add(run);
            }
        }
        run.save();
        if (isBegun) {
            Threads.start("job", () -> work(run));
        }
        return new Taken(run.job(), true);
    }

    private Job waiting(JobOrder order) {
        var now = keeping.now();
        return new Job(JobId.at(now, random), order, now, new JobState.Waiting());
    }

    private Optional<Job> askedBefore(JobOrder order) throws ActionFailure {
        var earlier =
                all.values().stream()
                        .map(JobRun::job)
                        .filter(job -> job.order().isAskedAgainBy(order))
                        .findFirst();
        if (earlier.isPresent() && !earlier.get().order().isSameAs(order)) {
            throw new ActionFailure(
                    Kind.CONFLICT,
                    "the key '"
                            + order.key().orElse("")
                            + "' is that of job "
                            + earlier.get().id()
                            + ", which is another request",
                    "take a new key for each request, and the same only to send one again",
                    null);
        }
        return earlier;
    }

    private void requireRoom() throws ActionFailure {
        if (isClosed) {
            throw new ActionFailure(
                    Kind.UNAVAILABLE, "the process ends", "ask again when it is back", null);
        }
        if (running >= limits.running() && waiting.size() >= limits.waiting()) {
            throw new ActionFailure(
                    Kind.UNAVAILABLE,
                    running + " jobs run and " + waiting.size() + " wait, no more are taken",
                    "ask again when one has ended, or cancel one",
                    null);
        }
    }

    private void work(JobRun first) {
        var next = Optional.of(first);
        while (next.isPresent()) {
            next.get().execute();
            prune();
            next = next();
        }
    }

    private Optional<JobRun> next() {
        synchronized (lock) {
            var next = Optional.ofNullable(waiting.poll());
            if (next.isEmpty()) {
                running--;
                lock.notifyAll();
            }
            return next;
        }
    }

    /** All that are known, the newest first. */
    public List<Job> all() {
        prune();
        synchronized (lock) {
            return all.descendingMap().values().stream().map(JobRun::job).toList();
        }
    }

    /** The job of that name as it is now. */
    public Optional<Job> find(JobId id) {
        return run(id).map(JobRun::job);
    }

    private Optional<JobRun> run(JobId id) {
        synchronized (lock) {
            return Optional.ofNullable(all.get(id));
        }
    }

    /**
     * Has a job stop. One that waits is cancelled when this returns; one that runs is told so, and
     * ends when its action has taken back what it made; one that ended stays as it is.
     *
     * @return the job as it is then; empty where there is none
     */
    public Optional<Job> cancel(JobId id, String by) {
        var run = run(id);
        if (run.isEmpty()) {
            return Optional.empty();
        }
        var cancelled = run.get().cancel(by);
        if (cancelled.isEnded()) {
            synchronized (lock) {
                waiting.remove(run.get());
            }
        }
        return Optional.of(cancelled);
    }

    /**
     * Waits for the end of a job.
     *
     * @return the job as it is at its end or after that time; empty where there is none
     */
    public Optional<Job> await(JobId id, Duration within) throws InterruptedException {
        var run = run(id);
        return run.isEmpty() ? Optional.empty() : Optional.of(run.get().await(within));
    }

    /** Forgets what ended too long ago, or is too much. */
    private void prune() {
        var gone = new ArrayList<JobRun>();
        synchronized (lock) {
            var oldest = keeping.now().minus(limits.keptFor());
            var ended =
                    all.values().stream()
                            .filter(run -> run.job().isEnded())
                            .sorted(Comparator.comparing(Jobs::endedAt).reversed())
                            .toList();
            for (int i = 0; i < ended.size(); i++) {
                if (i >= limits.kept() || endedAt(ended.get(i)).isBefore(oldest)) {
                    gone.add(ended.get(i));
                }
            }
            gone.forEach(run -> all.remove(run.job().id()));
        }
        gone.forEach(JobRun::forget);
    }

    private static Instant endedAt(JobRun run) {
        return run.job().endedAt().orElse(Instant.MAX);
    }

    /**
     * Cancels what runs and waits, and gives it its grace. What has not ended by then is kept as
     * interrupted, and its thread left behind.
     */
    @Override
    public void close() {
        List<JobRun> left;
        synchronized (lock) {
            isClosed = true;
            waiting.clear();
            left = all.values().stream().filter(run -> !run.job().isEnded()).toList();
        }
        left.forEach(run -> run.cancel(PROCESS));
        if (!isIdleWithin(limits.grace())) {
            LOGGER.atWarn()
                    .addKeyValue("grace", Durations.format(limits.grace()))
                    .log("jobs did not end in time, they are interrupted");
        }
        left.forEach(JobRun::interrupt);
        keeping.folder().close();
    }

    private boolean isIdleWithin(Duration span) {
        long untilNanos = System.nanoTime() + span.toNanos();
        synchronized (lock) {
            try {
                for (long leftMillis = span.toMillis();
                        running > 0 && leftMillis > 0;
                        leftMillis =
                                TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime())) {
                    lock.wait(leftMillis);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return running == 0;
        }
    }
}
