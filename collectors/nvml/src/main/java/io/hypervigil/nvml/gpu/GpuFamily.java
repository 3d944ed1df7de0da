package io.hypervigil.nvml.gpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import java.util.Arrays;
import java.util.stream.Stream;

/** Families whose first label is the GPU. */
public final class GpuFamily {

    private GpuFamily() {}

    /** A gauge of a GPU. */
    public static Family gauge(Group group, String name, String help, String... labels) {
        return Family.gauge(group, name, help, withGpu(labels));
    }

    /** A counter of a GPU. */
    public static Family counter(Group group, String name, String help, String... labels) {
        return Family.counter(group, name, help, withGpu(labels));
    }

    private static String[] withGpu(String[] labels) {
        return Stream.concat(Stream.of("gpu"), Arrays.stream(labels)).toArray(String[]::new);
    }
}
