package io.hypervigil.kubernetes.device;

import io.hypervigil.collect.Fact.Device;
import java.util.List;

/** What the name of a device says. */
public sealed interface Meaning {

    /**
     * Certain GPUs, or parts of them.
     *
     * @param devices none where the name is of something else
     */
    record Devices(List<Device> devices) implements Meaning {

        public Devices {
            devices = List.copyOf(devices);
        }
    }

    /** A GPU, but not which one; says why. */
    record Unclear(String why) implements Meaning {}

    /** One device. */
    static Meaning of(Device device) {
        return new Devices(List.of(device));
    }
}
