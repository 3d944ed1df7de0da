package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.action.LostThreads.Going;
import io.hypervigil.libvirt.jna.JobStats;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something long that libvirt does with a VM, looked at from beside: how far it is, and, where
 * nobody wants it any more, that it ends.
 *
 * <p>Thread: one.
 */
final class WatchedJob<T> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int BOUNDED = 1;
    private static final int UNBOUNDED = 2;

    private final String action;
    private final Sessions sessions;
    private final ActionCall call;
    private final Target target;
    private final Going<T> going;

    /** The last look where it has not come back: there is one at a time. */
    private @Nullable Going<JobStats> look;

    /** The same of the last call that was to end it. */
    private @Nullable Going<Boolean> abortion;

    private WatchedJob(
            String action, Sessions sessions, ActionCall call, Target target, Going<T> going) {
        this.action = action;
        this.sessions = sessions;
        this.call = call;
        this.target = target;
        this.going = going;
    }

    /** Does it, and waits for it. */
    static <T> T run(
            String action,
            Sessions sessions,
            ActionCall call,
            Duration deadline,
            Sessions.VmWork<T> work)
            throws ActionFailure {
        var target = Target.of(sessions.control().connections(), call);
        var going = sessions.begin(target, work);
        return new WatchedJob<>(action, sessions, call, target, going).end(deadline);
    }

    private T end(Duration deadline) throws ActionFailure {
        long looks = deadline.dividedBy(LOOK_EVERY);
        for (long i = 0; i <= looks; i++) {
            var end = going.within(LOOK_EVERY);
            if (end.isPresent()) {
                return end.get();
            }
            if (call.isCancelled()) {
                return cancelled();
            }
            look().ifPresent(this::tell);
        }
        going.abandon();
        throw sessions.stuck(action, target, deadline);
    }

    /**
     * Has it end. It may be done by then; then that is told. One that is only about to begin its
     * work cannot be ended yet, so that it is told again and again.
     */
    private T cancelled() throws ActionFailure {
        going.cancel();
        long tries = sessions.patience().dividedBy(LOOK_EVERY);
        for (long i = 0; i < tries; i++) {
            abort();
            var end = going.within(LOOK_EVERY);
            if (end.isPresent()) {
                return end.get();
            }
        }
        going.abandon();
        throw Refusal.of(
                Kind.UNAVAILABLE,
                action
                        + " of "
                        + target.vm()
                        + " was to be cancelled and has not ended within "
                        + sessions.patience().toSeconds()
                        + " s",
                "see vm.show");
    }

    private void abort() {
        try {
            if (abortion == null) {
                abortion =
                        sessions.begin(
                                target,
                                vm -> {
                                    vm.control().abortJob();
                                    return true;
                                });
            }
            if (abortion.within(LOOK_EVERY).isPresent()) {
                abortion = null;
            }
        } catch (ActionFailure _) {
            // There is no job yet, or none that can be ended: it ends by itself.
            abortion = null;
        }
    }

    /** What cannot be read now is read the next time. */
    private Optional<JobStats> look() throws ActionFailure {
        try {
            if (look == null) {
                look = sessions.begin(target, vm -> vm.control().domain().job());
            }
            var stats = look.within(LOOK_EVERY);
            if (stats.isPresent()) {
                look = null;
            }
            return stats;
        } catch (ActionFailure _) {
            look = null;
            return Optional.empty();
        }
    }

    private void tell(JobStats job) {
        if (job.type() != BOUNDED && job.type() != UNBOUNDED) {
            return;
        }
        long total = job.values().whole("data_total").orElse(0);
        long done = job.values().whole("data_processed").orElse(0);
        call.progress(
                total > 0 ? Math.min(1, (double) done / total) : 0,
                (done >> 20) + " of " + (total >> 20) + " MiB of memory and disks");
    }
}
