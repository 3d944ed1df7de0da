package io.hypervigil.nvml.action;

import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.LibraryLife;
import io.hypervigil.nvml.profile.ClockTarget;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process last did to clocks. The library has no way to ask whether a clock is held, so
 * this is all that can be known; it is forgotten with the life of the library.
 *
 * <p>Thread: any.
 */
final class ClockLocks {

    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private record Held(LibraryLife life, ClockTarget target) {}

    Optional<ClockTarget> of(AttachedGpu gpu, ClockKind kind) {
        return Optional.ofNullable(held.get(key(gpu, kind)))
                .filter(lock -> lock.life == gpu.life())
                .map(Held::target);
    }

    void remember(AttachedGpu gpu, ClockKind kind, ClockTarget target) {
        held.put(key(gpu, kind), new Held(gpu.life(), target));
    }

    /** Those of a GPU that was reset are free. */
    void forget(AttachedGpu gpu) {
        for (ClockKind kind : ClockKind.values()) {
            held.remove(key(gpu, kind));
        }
    }

    private static String key(AttachedGpu gpu, ClockKind kind) {
        return gpu.uuid() + " " + kind;
    }
}
