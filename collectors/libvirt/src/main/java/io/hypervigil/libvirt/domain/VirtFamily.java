package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Families that every libvirt connection gives: their labels end open, so that a connection that
 * has a name can put it behind them, and one without a name puts nothing there. They are declared
 * as they are and sampled through a {@link ConnectionSink}.
 *
 * <pre>
 * libvirt_domain_vcpu_current{domain="web"} 4                       one connection, without a name
 * libvirt_domain_vcpu_current{domain="web",connection="east"} 4     a connection called east
 * </pre>
 */
public final class VirtFamily {

    /** What stands for labels to come, and is not one. */
    static final String OPEN = "*";

    private VirtFamily() {}

    /** A gauge of a connection. */
    public static Family gauge(Group group, String name, String help, String... labels) {
        return Family.gauge(group, name, help, open(labels));
    }

    /** A counter of a connection. */
    public static Family counter(Group group, String name, String help, String... labels) {
        return Family.counter(group, name, help, open(labels));
    }

    /** A histogram of a connection; {@code le} is not among the labels. */
    public static Family histogram(Group group, String name, String help, String... labels) {
        return Family.histogram(group, name, help, open(labels));
    }

    /** Families whose names the source decides: see {@link Family}. */
    public static Family pattern(Group group, String name, String help, String... labels) {
        return Family.untyped(group, name, help, open(labels));
    }

    /** Whether the labels of a family end open. */
    static boolean isOpen(Family family) {
        return !family.labels().isEmpty() && family.labels().getLast().equals(OPEN);
    }

    private static String[] open(String[] labels) {
        return Stream.concat(Arrays.stream(labels), Stream.of(OPEN)).toArray(String[]::new);
    }
}
