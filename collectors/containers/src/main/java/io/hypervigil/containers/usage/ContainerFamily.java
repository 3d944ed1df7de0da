package io.hypervigil.containers.usage;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import java.util.Arrays;
import java.util.stream.Stream;

/** Families with cAdvisor's labels: {@code id}, {@code name}, {@code image} and a family's own. */
public final class ContainerFamily {

    private ContainerFamily() {}

    /** A counter; behind its labels stand Kubernetes' where pods are looked at. */
    public static Family counter(Group group, String name, String help, String... own) {
        return Family.counter(group, name, help, labels(own));
    }

    /** As {@link #counter}, of a gauge. */
    public static Family gauge(Group group, String name, String help, String... own) {
        return Family.gauge(group, name, help, labels(own));
    }

    private static String[] labels(String... own) {
        return Stream.of(Stream.of("id", "name", "image"), Arrays.stream(own), Stream.of("*"))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }
}
