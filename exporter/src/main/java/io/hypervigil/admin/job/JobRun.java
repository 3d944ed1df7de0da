package io.hypervigil.admin.job;

import io.hypervigil.admin.call.CallWatch;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.sampling.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One job in this process: its state, that state on disk, and who waits for its end. Nobody is told
 * of an end that is not on disk.
 *
 * <p>Thread: any. States change under this object's lock and reach the disk under another, so that
 * a slow disk keeps no one from looking; the last state wins.
 */
final class JobRun implements CallWatch {

    /** A handler may tell of its progress a thousand times a second. */
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Keeping keeping;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object disk = new Object();
    private volatile Job job;
    private @Nullable JobWork work;
    private @Nullable Job saved;
    private long savedNanos;
    private boolean isForgotten;

    /** Where jobs are kept, and by which clocks. */
    record Keeping(JobFolder folder, InstantSource clock, Ticker ticker) {

        Instant now() {
            return clock.instant();
        }
    }

    /** One that waits; nothing is on disk yet. */
    JobRun(Job job, JobWork work, Keeping keeping) {
        this.job = job;
        this.work = work;
        this.keeping = keeping;
    }

    private JobRun(Job job, Keeping keeping) {
        this.job = job;
        this.keeping = keeping;
    }

    /** One of an earlier process; what had not ended by then was interrupted. */
    static JobRun ofBefore(Job job, Keeping keeping) {
        var run = new JobRun(job, keeping);
        if (job.isEnded()) {
            run.saved = job;
            run.ended.countDown();
        } else {
            run.interrupt();
        }
        return run;
    }

    Job job() {
        return job;
    }

    /** Carries it out, unless it was cancelled while it waited. */
    void execute() {
        var begun = begin();
        if (begun != null) {
            save();
            var outcome = outcome(begun);
            change(state -> state.end(keeping.now(), outcome));
        }
    }

    private synchronized @Nullable JobWork begin() {
        var begun = work;
        // Whatever secrets it holds go with it.
        work = null;
        if (begun == null || !(job.state() instanceof JobState.Waiting)) {
            return null;
        }
        job = job.with(new JobState.Running(keeping.now(), Progress.NONE, Optional.empty()));
        return begun;
    }

    // The thread goes on to the next job whatever becomes of this one.
    @SuppressWarnings("IllegalCatch")
    private JobOutcome outcome(JobWork begun) {
        try {
            return new JobOutcome.Succeeded(begun.run(this));
        } catch (ActionFailure e) {
            return JobOutcome.of(e);
        } catch (Throwable e) {
            return new JobOutcome.Failed(
                    new JobOutcome.Failure(
                            Kind.FAILED, "broke: " + e.getClass().getName(), "see the log"));
        }
    }

    /** Has it stop; one that waits ends at once, one that ended stays as it is. */
    Job cancel(String by) {
        return change(state -> state.cancelled(keeping.now(), by));
    }

    /** Ends it for this process, whatever its thread still does. */
    Job interrupt() {
        var action = job.order().action();
        return change(state -> state.end(keeping.now(), state.interruption(action)));
    }

    private Job change(UnaryOperator<JobState> change) {
        Job changed;
        synchronized (this) {
            changed = job.with(change.apply(job.state()));
            job = changed;
            if (changed.isEnded()) {
                work = null;
            }
        }
        save();
        if (changed.isEnded()) {
            ended.countDown();
        }
        return changed;
    }

    @Override
    public boolean isCancelled() {
        return switch (job.state()) {
            case JobState.Waiting() -> false;
            case JobState.Running running -> running.cancelledBy().isPresent();
            case JobState.Ended _ -> true;
        };
    }

    @Override
    public void progress(double ratio, String step) {
        synchronized (this) {
            if (job.state() instanceof JobState.Running(var startedAt, _, var cancelledBy)) {
                job =
                        job.with(
                                new JobState.Running(
                                        startedAt, new Progress(ratio, step), cancelledBy));
            }
        }
        synchronized (disk) {
            if (keeping.ticker().nanos() - savedNanos >= PROGRESS_NANOS) {
                save();
            }
        }
    }

    @Override
    public Optional<String> jobName() {
        return Optional.of(job.id().text());
    }

    /** Puts its state on disk, where another thread has not done so. */
    void save() {
        synchronized (disk) {
            var now = job;
            if (!isForgotten && !now.equals(saved)) {
                keeping.folder().save(now);
                saved = now;
                savedNanos = keeping.ticker().nanos();
            }
        }
    }

    /** Takes it off the disk. */
    void forget() {
        synchronized (disk) {
            isForgotten = true;
            keeping.folder().delete(job.id());
        }
    }

    /** Waits for its end. */
    Job await(Duration within) throws InterruptedException {
        var _ = ended.await(within.toNanos(), TimeUnit.NANOSECONDS);
        return job;
    }
}
