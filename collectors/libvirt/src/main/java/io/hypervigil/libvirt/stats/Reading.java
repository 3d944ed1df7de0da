package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of libvirt's and the family that it becomes: a line in the table of a group. A key with
 * {@code .N} is that of numbered things.
 *
 * <p>Thread: any.
 */
final class Reading {

    private final String pattern;
    private final @Nullable Key key;
    private final Unit unit;
    private final Family family;

    private Reading(String pattern, Unit unit, Family family) {
        this.pattern = pattern;
        this.key = pattern.contains(".N") ? Key.of(pattern) : null;
        this.unit = unit;
        this.family = family;
    }

    /** A value that goes up and down. */
    static Reading gauge(
            Group group, String key, Unit unit, String name, String help, String... labels) {
        return new Reading(
                key,
                unit,
                VirtFamily.gauge(group, "libvirt_domain_" + name, help(help, key), labels));
    }

    /** A value that only grows. */
    static Reading counter(
            Group group, String key, Unit unit, String name, String help, String... labels) {
        return new Reading(
                key,
                unit,
                VirtFamily.counter(group, "libvirt_domain_" + name, help(help, key), labels));
    }

    /** A family that has another source beside this key. */
    static Reading of(String key, Unit unit, Family family) {
        return new Reading(key, unit, family);
    }

    static List<Family> families(List<Reading> readings) {
        return readings.stream().map(Reading::family).toList();
    }

    Family family() {
        return family;
    }

    /** Writes the value of a key without a number. */
    void write(TypedParameters values, SampleSink out, String... labelValues) {
        write(values, pattern, out, labelValues);
    }

    /** Writes the value of the thing of that number. */
    void writeAt(int number, TypedParameters values, SampleSink out, String... labelValues) {
        write(values, key == null ? pattern : key.at(number), out, labelValues);
    }

    private void write(TypedParameters values, String name, SampleSink out, String... labelValues) {
        double value = known(values, name);
        if (!Double.isNaN(value)) {
            out.add(family, unit.toBase(value), labelValues);
        }
    }

    /** A number or a yes or no, or NaN where it is not known. */
    static double known(TypedParameters values, String name) {
        double value = values.valueOr(name, Double.NaN);
        return value >= 0 && value <= Double.MAX_VALUE ? value : Double.NaN;
    }

    private static String help(String help, String key) {
        return help + ", from libvirt's " + key + '.';
    }
}
