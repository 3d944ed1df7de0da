package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The GPUs of the host by all that they are called. */
final class GpuNames {

    private final Map<String, String> byAddress = new HashMap<>();
    private final Map<Integer, String> byIndex = new HashMap<>();
    private final TreeSet<String> uuids = new TreeSet<>();

    /** The bus knows each GPU, its driver only its own. */
    GpuNames(List<Fact.Gpu> gpus) {
        for (Fact.Gpu gpu : gpus) {
            gpu.uuid()
                    .ifPresentOrElse(
                            uuid -> {
                                uuids.add(uuid);
                                byAddress.put(gpu.pciAddress(), uuid);
                                gpu.index().ifPresent(index -> byIndex.put(index, uuid));
                            },
                            () -> byAddress.putIfAbsent(gpu.pciAddress(), gpu.pciAddress()));
        }
    }

    boolean isEmpty() {
        return byAddress.isEmpty();
    }

    /** The UUIDs of those that a driver of the host has. */
    List<String> uuids() {
        return List.copyOf(uuids);
    }

    boolean isUuid(String name) {
        return uuids.contains(name);
    }

    /** The label of the GPU at an address. */
    Optional<String> at(String pciAddress) {
        return Optional.ofNullable(byAddress.get(pciAddress));
    }

    Optional<String> ofIndex(int index) {
        return Optional.ofNullable(byIndex.get(index));
    }
}
