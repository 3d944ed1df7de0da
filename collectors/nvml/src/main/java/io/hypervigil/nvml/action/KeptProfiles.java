package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.profile.Profile;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Applies the profiles that are kept to GPUs that have come, to each by itself, and those that
 * failed some times more.
 *
 * <p>Thread: one, but for {@link #wasReset}.
 */
final class KeptProfiles {

    private final ClockLocks locks;
    private final Reservations reservations;
    private final Attempts attempts;
    private final Map<Due, String> failures = new LinkedHashMap<>();
    private final Set<Due> waiting = new HashSet<>();
    private final Set<String> reset = ConcurrentHashMap.newKeySet();
    private List<AttachedGpu> last = List.of();

    /** What is to be applied to what. */
    private record Due(String profile, String uuid) {}

    /**
     * @param nanos a monotonic clock
     */
    KeptProfiles(ClockLocks locks, Reservations reservations, LongSupplier nanos) {
        this.locks = locks;
        this.reservations = reservations;
        this.attempts = new Attempts(nanos);
    }

    /**
     * Told of the GPUs that there are, again and again. What went wrong and has not gone well
     * since, for people; a GPU that a profile failed on is as before.
     */
    List<String> keep(GpuControl control, List<AttachedGpu> gpus) {
        var again = Set.copyOf(reset);
        reset.removeAll(again);
        if (!gpus.equals(last)) {
            last = List.copyOf(gpus);
            failures.clear();
            waiting.clear();
            apply(control, _ -> true);
            attempts.begin();
        } else if (!again.isEmpty()) {
            apply(control, due -> again.contains(due.uuid));
            attempts.begin();
        } else if (!failures.isEmpty() && attempts.isDue()) {
            apply(control, Set.copyOf(failures.keySet())::contains);
            attempts.repeat();
        } else if (!waiting.isEmpty()) {
            apply(control, Set.copyOf(waiting)::contains);
        }
        return failures.entrySet().stream()
                .map(failed -> "profile " + failed.getKey().profile + ": " + failed.getValue())
                .toList();
    }

    /**
     * A GPU has lost its settings and stays: it is treated as one that has come with the next
     * {@link #keep}. Thread: any.
     */
    void wasReset(String uuid) {
        reset.add(uuid);
    }

    /** These GPUs came while nothing was kept. */
    void leaveAsTheyAre(List<AttachedGpu> gpus) {
        last = List.copyOf(gpus);
        reset.clear();
    }

    private void apply(GpuControl control, Predicate<Due> isWanted) {
        failures.keySet().removeIf(isWanted);
        waiting.removeIf(isWanted);
        for (Profile profile : control.profiles().toKeep()) {
            for (AttachedGpu gpu : last) {
                var due = new Due(profile.name(), gpu.uuid());
                if (isWanted.test(due)) {
                    apply(control, profile, due);
                }
            }
        }
    }

    /** A GPU that a profile is tried on is waited for: it has its settings back after that. */
    private void apply(GpuControl control, Profile profile, Due due) {
        if (reservations.isTaken(due.uuid)) {
            waiting.add(due);
            return;
        }
        var purpose = "profile " + profile.name() + " is applied to it again";
        try (var application = new ProfileApplication(control, locks, reservations, purpose)) {
            application.apply(application.plan(profile, due.uuid::equals), () -> false);
            application.keep();
        } catch (ActionFailure e) {
            failures.put(due, e.getMessage());
        }
    }
}
