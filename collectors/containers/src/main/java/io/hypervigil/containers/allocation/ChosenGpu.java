package io.hypervigil.containers.allocation;

import io.hypervigil.collect.Fact.GpuPart;
import io.hypervigil.containers.inventory.GpuRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

    /** One that the driver tells of: its UUID is its own for as long as it is there. */
    static ChosenGpu part(GpuPart part, Optional<HostGpu> gpu) {
        var names = new ArrayList<String>();
        names.add(part.uuid());
        gpu.map(HostGpu::index)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .ifPresent(
                        index -> {
                            var place = index + ":" + part.index();
                            names.add(place);
                            names.add("mig" + place);
                        });
        return new ChosenGpu(part.uuid(), names, Optional.empty());
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
