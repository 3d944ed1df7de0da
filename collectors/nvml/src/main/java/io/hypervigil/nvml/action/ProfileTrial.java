package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Applies a profile, watches the GPUs for a while, and puts all back, whatever happens meanwhile:
 * what this cannot do the end of the application does.
 *
 * <p>Thread: one.
 */
final class ProfileTrial {

    private static final Duration STEP = Duration.ofSeconds(1);

    private final GpuControl control;
    private final Pause pause;
    private final Reservations reservations;
    private final ProfileApplication application;
    private final List<PlannedSettings> plans;

    ProfileTrial(
            GpuControl control,
            Pause pause,
            Reservations reservations,
            ProfileApplication application,
            List<PlannedSettings> plans) {
        this.control = control;
        this.pause = pause;
        this.reservations = reservations;
        this.application = application;
        this.plans = plans;
    }

    ActionResult run(ActionCall call, Details details, Duration span) throws ActionFailure {
        var before = moments();
        application.tryOut(plans, call::isCancelled);
        List<GpuMoment> after;
        try {
            after = watch(call, span);
        } catch (ActionFailure e) {
            var problems = application.putBack();
            throw problems.isEmpty()
                    ? e
                    : Refusal.unfinished(String.valueOf(e.getMessage()), problems);
        }
        var problems = application.putBack();
        if (!problems.isEmpty()) {
            throw Refusal.unfinished("the profile was tried", problems);
        }
        return ActionResult.unchanged(
                details.value("before", values(before)).value("after", values(after)).fields());
    }

    private List<GpuMoment> watch(ActionCall call, Duration span) throws ActionFailure {
        long steps = Math.max(1, span.dividedBy(STEP));
        List<GpuMoment> moments = List.of();
        for (long i = 0; i < steps; i++) {
            if (call.isCancelled()) {
                throw Refusal.cancelled("the trial was cancelled");
            }
            if (reservations.isEnding()) {
                throw Refusal.cancelled("the trial ended with the collector");
            }
            await();
            moments = moments();
            call.progress(
                    (i + 1) / (double) steps,
                    moments.stream().map(GpuMoment::text).collect(Collectors.joining("; ")));
        }
        return moments;
    }

    private void await() throws ActionFailure {
        try {
            pause.await(STEP);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Refusal.cancelled("the trial was interrupted");
        }
    }

    private List<GpuMoment> moments() throws ActionFailure {
        var moments = new ArrayList<GpuMoment>();
        for (PlannedSettings plan : plans) {
            try (var gpu = GpuSession.enter(control.driver(), plan.uuid())) {
                moments.add(GpuMoment.read(gpu));
            }
        }
        return moments;
    }

    private static Value values(List<GpuMoment> moments) {
        var details = new Details();
        moments.forEach(moment -> details.value(moment.uuid(), moment.value()));
        return details.asValue();
    }
}
