package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.profile.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Applies a profile to all GPUs that it is for, or to none.
 *
 * <p>All that is wanted is held against all GPUs before the first call is made. From then on until
 * it is closed nothing else is set of them. What it has set is put back when it is closed, unless
 * it is kept.
 *
 * <p>Thread: one.
 */
final class ProfileApplication implements AutoCloseable {

    private final GpuControl control;
    private final ClockLocks locks;
    private final Reservations reservations;
    private final String purpose;
    private final List<String> taken = new ArrayList<>();
    private final MadeChanges made;
    private final List<TriedSetting> noted = new ArrayList<>();
    private List<PlannedSettings> applied = List.of();

    /**
     * @param purpose of it, for those who are refused meanwhile
     */
    ProfileApplication(
            GpuControl control, ClockLocks locks, Reservations reservations, String purpose) {
        this.control = control;
        this.locks = locks;
        this.reservations = reservations;
        this.purpose = purpose;
        this.made = new MadeChanges(control.driver());
    }

    /** What is to be done; none where the profile is for none of these GPUs. */
    List<PlannedSettings> plan(Profile profile, Predicate<String> isWanted) throws ActionFailure {
        var plans = new ArrayList<PlannedSettings>();
        for (AttachedGpu gpu : KnownGpus.attached(control)) {
            if (!isWanted.test(gpu.uuid())) {
                continue;
            }
            try (var session = GpuSession.enter(control.driver(), gpu.uuid())) {
                var model = session.text(NvmlIdentity.nvmlDeviceGetName).orElse("");
                if (profile.takes(gpu.uuid(), model)) {
                    reservations.take(gpu.uuid(), purpose);
                    taken.add(gpu.uuid());
                    plans.add(PlannedSettings.of(session, locks, profile.settings()));
                }
            }
        }
        return plans;
    }

    /** Sets all; where one call is refused, or it is cancelled, puts back what was set. */
    void apply(List<PlannedSettings> plans, BooleanSupplier isCancelled) throws ActionFailure {
        applied = List.copyOf(plans);
        try {
            for (PlannedSettings plan : plans) {
                apply(plan, isCancelled);
            }
        } catch (ActionFailure e) {
            throw made.isEmpty()
                    ? Refusal.of(e.kind(), e.getMessage() + "; nothing was changed", e.remedy())
                    : made.putBackAfter(e);
        }
    }

    /**
     * As {@link #apply}, of what must not be left as it is unless it is kept: it is written down
     * before, so that the next process can put it back where this one is lost.
     */
    void tryOut(List<PlannedSettings> plans, BooleanSupplier isCancelled) throws ActionFailure {
        try {
            noted.addAll(control.journal().add(plans));
        } catch (IOException e) {
            throw Refusal.unwritten(e);
        }
        apply(plans, isCancelled);
    }

    /** Leaves what was set as it is, also where a lost trial had set the same. */
    void keep() {
        made.keep();
        control.journal().forget(tried -> applied.stream().anyMatch(plan -> plan.isAbout(tried)));
    }

    /** Puts back what was set, the last first. What could not be. */
    List<String> putBack() {
        return made.putBack();
    }

    @Override
    public void close() {
        try {
            made.putBack();
            strikeOut();
        } finally {
            reservations.giveBack(taken);
        }
    }

    /** What could not be put back stays written down. */
    private void strikeOut() {
        if (!noted.isEmpty()) {
            control.journal().forget(tried -> noted.contains(tried) && !made.isStuck(tried));
        }
    }

    private void apply(PlannedSettings plan, BooleanSupplier isCancelled) throws ActionFailure {
        try (var session = GpuSession.enter(control.driver(), plan.uuid())) {
            for (Change change : plan.changes()) {
                if (isCancelled.getAsBoolean()) {
                    throw Refusal.cancelled("cancelled");
                }
                if (change.isNeeded()) {
                    made.make(session, change);
                }
            }
        }
    }
}
