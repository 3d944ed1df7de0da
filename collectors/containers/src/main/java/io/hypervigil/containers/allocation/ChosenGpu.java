package io.hypervigil.containers.allocation;

import io.hypervigil.containers.inventory.GpuRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A GPU, or a part of one, that a container gets.
 *
 * @param id as NVIDIA's own tools take it: {@code GPU-…}, {@code MIG-…}, {@code 0:1}, {@code all}
 * @param cdiNames what CDI specifications may call it, the surest first
 * @param gpu the whole GPU; empty for a part and for all
 */
public record ChosenGpu(String id, List<String> cdiNames, Optional<HostGpu> gpu) {

    /** Every GPU of the host. */
    public static final ChosenGpu ALL = new ChosenGpu("all", List.of("all"), Optional.empty());

    /** Keeps what it was given from changing. */
    public ChosenGpu {
        cdiNames = List.copyOf(cdiNames);
    }

    static ChosenGpu whole(HostGpu gpu) {
        var names = new ArrayList<String>();
        names.add(gpu.uuid());
        gpu.index().ifPresent(index -> names.add(Integer.toString(index)));
        return new ChosenGpu(gpu.uuid(), names, Optional.of(gpu));
    }

    static ChosenGpu part(GpuRequest.MigIndex part) {
        var name = part.gpu() + ":" + part.instance();
        return new ChosenGpu(name, List.of(name), Optional.empty());
    }

    static ChosenGpu part(String uuid) {
        return new ChosenGpu(uuid, List.of(uuid), Optional.empty());
    }

    /** Whether these are all. */
    public boolean isAll() {
        return equals(ALL);
    }
}
