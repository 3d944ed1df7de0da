package io.hypervigil.nvml.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * GPUs that were let go because the driver announced that they are unbound, or because they were
 * given to another driver. One is ours again when it comes back to the driver, or when it has not
 * left within a minute.
 *
 * <p>Thread: any.
 */
final class GivenAway {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final LongSupplier nanos;
    private final Map<Optional<String>, State> waiting = new ConcurrentHashMap<>();

    /**
     * @param sinceNanos when it was announced
     * @param bound to the driver then
     * @param hasLeft whether it is no longer bound
     */
    private record State(long sinceNanos, Set<String> bound, boolean hasLeft) {}

    GivenAway(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * One is let go, or all where no address is given.
     *
     * @param bound what is bound to the driver now
     */
    void add(Optional<String> address, Set<String> bound) {
        waiting.putIfAbsent(address, new State(nanos.getAsLong(), bound, false));
    }

    /** One was taken again before it came back by itself. */
    void forget(Optional<String> address) {
        waiting.remove(address);
    }

    /** As {@link #forget}, of all. */
    void forgetAll() {
        waiting.clear();
    }

    /** Those that are ours again, each once. */
    List<Optional<String>> back(Set<String> bound) {
        var back = new ArrayList<Optional<String>>();
        waiting.forEach(
                (address, state) -> {
                    if (isBack(address, state, bound)) {
                        waiting.remove(address);
                        back.add(address);
                    } else if (!state.hasLeft && hasLeft(address, bound)) {
                        waiting.put(address, new State(state.sinceNanos, state.bound, true));
                    }
                });
        return back;
    }

    private boolean isBack(Optional<String> address, State state, Set<String> bound) {
        boolean isOver = nanos.getAsLong() - state.sinceNanos > PATIENCE_NANOS;
        return address.isEmpty()
                // Of all, some other one was meant, which has left.
                ? isOver || !bound.equals(state.bound)
                : state.hasLeft ? bound.contains(address.get()) : isOver;
    }

    private static boolean hasLeft(Optional<String> address, Set<String> bound) {
        return address.isPresent() && !bound.contains(address.get());
    }
}
