package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.GpuProcess;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Leaves out what has not been said anew for four rounds: a GPU that a call is stuck in cannot take
 * back what was last said of its processes, and what is not known is not repeated.
 *
 * <p>Thread: one.
 */
final class FreshProcesses {

    private static final int MOST_ROUNDS = 4;

    /** Who lists processes makes new facts each time, so the same one is an old one. */
    private IdentityHashMap<GpuProcess, Integer> rounds = new IdentityHashMap<>();

    List<GpuProcess> of(List<GpuProcess> said) {
        var now = new IdentityHashMap<GpuProcess, Integer>();
        said.forEach(process -> now.put(process, rounds.getOrDefault(process, 0) + 1));
        rounds = now;
        return said.stream()
                .filter(process -> now.getOrDefault(process, 0) <= MOST_ROUNDS)
                .toList();
    }
}
