package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;

/**
 * The virtual CPUs of a domain.
 *
 * @param current those that it has now
 * @param maximum those that it can be given while it runs
 */
public record Vcpus(int current, int maximum) {

    private static final int MOST = 1_048_576;

    /** One, where nothing is said: so libvirt has it. */
    static Vcpus of(Element vcpu) {
        int maximum = vcpu.count(MOST).orElse(1);
        int current = vcpu.count("current", MOST).orElse(maximum);
        return new Vcpus(Math.min(current, maximum), maximum);
    }
}
