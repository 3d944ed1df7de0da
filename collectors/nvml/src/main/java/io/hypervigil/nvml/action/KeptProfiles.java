package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.profile.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Applies the profiles that are kept to GPUs that have come, and those that failed some times more:
 * a driver that has just been loaded may refuse what it takes a little later. One that goes on
 * failing is left alone in the end, since each attempt sets some GPUs and puts them back.
 *
 * <p>Thread: one.
 */
final class KeptProfiles {

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(80),
                    Duration.ofSeconds(160));

    private final ClockLocks locks;
    private final LongSupplier nanos;
    private final Map<String, String> failures = new TreeMap<>();
    private List<AttachedGpu> last = List.of();
    private int repeats;
    private long triedNanos;

    /**
     * @param nanos a monotonic clock
     */
    KeptProfiles(ClockLocks locks, LongSupplier nanos) {
        this.locks = locks;
        this.nanos = nanos;
    }

    /**
     * Told of the GPUs that there are, again and again. What went wrong and has not gone well
     * since, for people; the GPUs of a profile that failed are as before.
     */
    List<String> keep(GpuControl control, List<AttachedGpu> gpus) {
        if (!gpus.equals(last)) {
            last = List.copyOf(gpus);
            repeats = 0;
            apply(control, _ -> true);
        } else if (isTimeToRepeat()) {
            repeats++;
            apply(control, failures.keySet()::contains);
        }
        return failures.entrySet().stream()
                .map(failed -> "profile " + failed.getKey() + ": " + failed.getValue())
                .toList();
    }

    private boolean isTimeToRepeat() {
        return !failures.isEmpty()
                && repeats < PAUSES.size()
                && nanos.getAsLong() - triedNanos >= PAUSES.get(repeats).toNanos();
    }

    private void apply(GpuControl control, Predicate<String> isDue) {
        var due =
                control.profiles().toKeep().stream()
                        .filter(profile -> isDue.test(profile.name()))
                        .toList();
        failures.clear();
        var uuids = last.stream().map(AttachedGpu::uuid).collect(Collectors.toSet());
        for (Profile profile : due) {
            try {
                var application = new ProfileApplication(control, locks);
                application.apply(application.plan(profile, uuids::contains), () -> false);
            } catch (ActionFailure e) {
                failures.put(profile.name(), e.getMessage());
            }
        }
        triedNanos = nanos.getAsLong();
    }
}
