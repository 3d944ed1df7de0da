package io.hypervigil.nvml.gpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import java.util.List;
import java.util.function.Supplier;

/**
 * A part before it is made for a GPU.
 *
 * @param group what it is switched and asked for by
 * @param families all it can give
 * @param maker called for each GPU and each life of the library
 */
public record GpuPartType(Group group, List<Family> families, Supplier<GpuPart> maker) {

    public GpuPartType {
        families = List.copyOf(families);
    }
}
