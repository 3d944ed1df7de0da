package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * What will be set of a GPU.
     *
     * @param skipped settings that it has not got
     */
    record Planned(String uuid, List<Change> changes, List<String> skipped) {

        boolean isDifferent() {
            return changes.stream().anyMatch(Change::isDifferent);
        }

        List<String> calls() {
            return changes.stream()
                    .filter(Change::isNeeded)
                    .map(change -> change.setter().text(uuid))
                    .toList();
        }

        Value value() {
            var set = new ArrayList<Value>();
            for (Change change : changes) {
                set.add(
                        new Details()
                                .text("setting", change.setting())
                                .value("old", change.old())
                                .value("new", change.wanted())
                                .asValue());
            }
            return new Details()
                    .text("gpu", uuid)
                    .value("settings", new Value.Items(set))
                    .texts("skipped", skipped)
                    .asValue();
        }
    }

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
    List<Planned> plan(Profile profile, Predicate<String> isWanted) throws ActionFailure {
        var plans = new ArrayList<Planned>();
        for (AttachedGpu gpu : KnownGpus.attached(control)) {
            if (!isWanted.test(gpu.uuid())) {
                continue;
            }
            try (var session = GpuSession.enter(control.driver(), gpu.uuid())) {
                var model = session.text(NvmlIdentity.nvmlDeviceGetName).orElse("");
                if (profile.takes(gpu.uuid(), model)) {
                    reservations.take(gpu.uuid(), purpose);
                    taken.add(gpu.uuid());
                    plans.add(planned(session, profile.settings()));
                }
            }
        }
        return plans;
    }

    /** Sets all; where one call is refused, or it is cancelled, puts back what was set. */
    void apply(List<Planned> plans, BooleanSupplier isCancelled) throws ActionFailure {
        try {
            for (Planned plan : plans) {
                apply(plan, isCancelled);
            }
        } catch (ActionFailure e) {
            throw made.isEmpty()
                    ? Refusal.of(e.kind(), e.getMessage() + "; nothing was changed", e.remedy())
                    : made.putBackAfter(e);
        }
    }

    /** Leaves what was set as it is. */
    void keep() {
        made.keep();
    }

    /** Puts back what was set, the last first. What could not be. */
    List<String> putBack() {
        return made.putBack();
    }

    @Override
    public void close() {
        try {
            made.putBack();
        } finally {
            reservations.giveBack(taken);
        }
    }

    private void apply(Planned plan, BooleanSupplier isCancelled) throws ActionFailure {
        try (var session = GpuSession.enter(control.driver(), plan.uuid)) {
            for (Change change : plan.changes) {
                if (isCancelled.getAsBoolean()) {
                    throw Refusal.cancelled("cancelled");
                }
                if (change.isNeeded()) {
                    made.make(session, change);
                }
            }
        }
    }

    /** The driver is kept awake first: what is set of one that sleeps is lost. */
    private Planned planned(GpuSession session, Profile.ProfileSettings settings)
            throws ActionFailure {
        var plans = new SettingPlans(session, locks);
        var changes = new ArrayList<Change>();
        var skipped = new ArrayList<String>();
        if (settings.persistence().isPresent()) {
            keep(plans.persistence(settings.persistence().get()), "persistence", changes, skipped);
        }
        if (settings.computeMode().isPresent()) {
            keep(plans.computeMode(settings.computeMode().get()), "compute_mode", changes, skipped);
        }
        if (settings.ecc().isPresent()) {
            keep(plans.eccMode(settings.ecc().get()), "ecc", changes, skipped);
        }
        if (settings.graphicsClock().isPresent()) {
            keep(
                    plans.clock(ClockKind.GRAPHICS, settings.graphicsClock().get()),
                    "graphics_clock",
                    changes,
                    skipped);
        }
        if (settings.memoryClock().isPresent()) {
            keep(
                    plans.clock(ClockKind.MEMORY, settings.memoryClock().get()),
                    "memory_clock",
                    changes,
                    skipped);
        }
        if (settings.powerLimit().isPresent()) {
            keep(plans.powerLimit(settings.powerLimit().get()), "power_limit", changes, skipped);
        }
        return new Planned(session.uuid(), List.copyOf(changes), List.copyOf(skipped));
    }

    private static void keep(
            Optional<Change> change, String name, List<Change> changes, List<String> skipped) {
        change.ifPresentOrElse(changes::add, () -> skipped.add(name));
    }
}
