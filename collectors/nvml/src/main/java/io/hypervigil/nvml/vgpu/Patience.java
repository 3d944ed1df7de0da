package io.hypervigil.nvml.vgpu;

import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.NvmlResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Questions that a virtual GPU did not answer, and when they are put again: later each time. Some
 * of them write a line into the log of the guest's kernel each time they fail.
 *
 * <p>Thread: one.
 */
final class Patience {

    private static final long FIRST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Wait> waits = new HashMap<>();

    /**
     * From when on, and for how long.
     *
     * @param since the time of the last refusal
     */
    private record Wait(long since, long nanos) {}

    Patience(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Asks the GPU, unless it is too early; what it refuses for good it learns. */
    <T> Optional<T> ask(Gpu gpu, String question, Supplier<NvmlResult<T>> call) {
        return isTooEarly(question)
                ? Optional.empty()
                : remembered(question, gpu.ask(question, call));
    }

    /** As {@link #ask}, of one virtual GPU: that it does not answer says nothing of others. */
    <T> Optional<T> askOne(Gpu gpu, String question, Supplier<NvmlResult<T>> call) {
        return isTooEarly(question)
                ? Optional.empty()
                : remembered(
                        question,
                        gpu.ask(question, () -> ofOne(call.get())).flatMap(answer -> answer));
    }

    private static <T> NvmlResult<Optional<T>> ofOne(NvmlResult<T> result) {
        return switch (result) {
            case NvmlResult.NotSupported<T>(), NvmlResult.Failed<T>(_, _) ->
                    new NvmlResult.Value<>(Optional.empty());
            case NvmlResult.Value<T>(_),
                    NvmlResult.NoPermission<T>(),
                    NvmlResult.NoSymbol<T>(_),
                    NvmlResult.Lost<T>(_, _) ->
                    result.map(Optional::of);
        };
    }

    private boolean isTooEarly(String question) {
        var wait = waits.get(question);
        return wait != null && nanoTime.getAsLong() - wait.since < wait.nanos;
    }

    private <T> Optional<T> remembered(String question, Optional<T> answer) {
        var before = waits.remove(question);
        if (answer.isEmpty()) {
            long nanos = before == null ? FIRST_NANOS : Math.min(2 * before.nanos, LONGEST_NANOS);
            waits.put(question, new Wait(nanoTime.getAsLong(), nanos));
        }
        return answer;
    }
}
