package io.hypervigil.kubernetes.pods;

import java.util.List;

/**
 * A pod, and what its containers were given.
 *
 * @param containers those that have devices
 */
public record PodDevices(String namespace, String name, List<ContainerDevices> containers) {

    public PodDevices {
        containers = List.copyOf(containers);
    }

    /** A container, and what it was given. */
    public record ContainerDevices(String name, List<Given> given) {

        public ContainerDevices {
            given = List.copyOf(given);
        }
    }

    /** Devices of one kind. */
    public sealed interface Given {

        /** What people ask for: {@code nvidia.com/gpu}, or a driver of dynamic resources. */
        String resource();

        /** How many of them. */
        int count();
    }

    /**
     * What a device plugin gave.
     *
     * @param devices as the plugin calls them
     */
    public record PluginDevices(String resource, List<String> devices) implements Given {

        public PluginDevices {
            devices = List.copyOf(devices);
        }

        @Override
        public int count() {
            return devices.size();
        }
    }

    /**
     * A device of a resource claim.
     *
     * @param resource the driver that gave it ({@code gpu.nvidia.com}), or the kind of its CDI name
     *     where the kubelet does not say the driver
     * @param device as the driver calls it on this node, or the rest of that name
     * @param cdiNames {@code VENDOR/CLASS=NAME}, by which the container runtime is told of it
     */
    public record ClaimedDevice(String resource, String device, List<String> cdiNames)
            implements Given {

        public ClaimedDevice {
            cdiNames = List.copyOf(cdiNames);
        }

        @Override
        public int count() {
            return 1;
        }
    }
}
