package io.hypervigil.nvml.gpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import java.util.Arrays;
import java.util.List;

/**
 * A family with a series for each state that something can be in: 1 for the one it is in.
 *
 * <pre>
 * gpu_recovery_action{gpu="GPU-7f3c…",action="none"} 1
 * gpu_recovery_action{gpu="GPU-7f3c…",action="reset"} 0
 * </pre>
 *
 * @param family the state is its last label
 * @param states by the driver's number; one that is not among them is {@code unknown}
 */
public record StateSet(Family family, List<String> states) {

    private static final String UNKNOWN = "unknown";

    public StateSet {
        states = List.copyOf(states);
    }

    /** Adds all of them, of a GPU. */
    public void add(Gpu gpu, SampleSink sink, long state) {
        add(sink, state, gpu.uuid());
    }

    /** Adds all of them, of something that has labels of its own before the state. */
    public void add(SampleSink sink, long state, String... labelValues) {
        for (int i = 0; i < states.size(); i++) {
            sink.add(family, i == state ? 1 : 0, behind(labelValues, states.get(i)));
        }
        if (state < 0 || state >= states.size()) {
            sink.add(family, 1, behind(labelValues, UNKNOWN));
        }
    }

    private static String[] behind(String[] labelValues, String state) {
        var all = Arrays.copyOf(labelValues, labelValues.length + 1);
        all[labelValues.length] = state;
        return all;
    }
}
