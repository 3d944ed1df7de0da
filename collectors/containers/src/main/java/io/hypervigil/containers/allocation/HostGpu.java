package io.hypervigil.containers.allocation;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * A GPU that a driver of this host runs, so that a container can use it.
 *
 * @param uuid {@code GPU-…}
 * @param index the driver's number
 * @param pciAddress {@code 0000:3b:00.0}
 */
public record HostGpu(String uuid, OptionalInt index, String pciAddress) {

    /** All there are, in the order of the bus: neighbours there are close to each other. */
    public static List<HostGpu> all(FactBoard facts) {
        return facts.facts(Fact.Gpu.class).stream()
                .filter(gpu -> gpu.uuid().isPresent())
                .map(gpu -> new HostGpu(gpu.uuid().get(), gpu.index(), gpu.pciAddress()))
                .distinct()
                .sorted(Comparator.comparing(HostGpu::pciAddress))
                .toList();
    }

    boolean hasIndex(int number) {
        return index.isPresent() && index.getAsInt() == number;
    }

    /** As people know it. */
    String text() {
        return "GPU " + (index.isPresent() ? index.getAsInt() + " (" + uuid + ")" : uuid);
    }
}
