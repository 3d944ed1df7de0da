package io.hypervigil.containers.allocation;

import io.hypervigil.collect.Fact.GpuPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * In which order instances of divided GPUs are given away that are free. Ties go to the GPU that
 * comes first on the bus, and to the instance that the driver tells first.
 */
final class PartOrder {

    private final List<HostGpu> all;
    private final ToIntFunction<GpuPart> users;

    /**
     * @param all GPUs of the host in the order of the bus
     * @param users how many have an instance of the GPU of this one
     */
    PartOrder(List<HostGpu> all, ToIntFunction<GpuPart> users) {
        this.all = all;
        this.users = users;
    }

    List<GpuPart> choose(List<GpuPart> candidates, int count, GpuPolicy policy) {
        var left = new ArrayList<>(candidates);
        var picked = new ArrayList<GpuPart>();
        while (picked.size() < count) {
            var next = left.stream().min(order(picked, policy)).orElseThrow();
            left.remove(next);
            picked.add(next);
        }
        return picked;
    }

    private Comparator<GpuPart> order(List<GpuPart> picked, GpuPolicy policy) {
        var busy =
                Comparator.<GpuPart>comparingInt(
                        part -> users.applyAsInt(part) + siblings(part, picked));
        var inOrder = Comparator.comparingInt(this::place).thenComparingInt(GpuPart::index);
        return switch (policy) {
            // Instances have no NVLink: what is left of it is to be close together.
            case PACK, NVLINK -> busy.reversed().thenComparing(inOrder);
            case SPREAD -> busy.thenComparing(inOrder);
        };
    }

    private static int siblings(GpuPart part, List<GpuPart> others) {
        return (int) others.stream().filter(o -> o.gpuUuid().equals(part.gpuUuid())).count();
    }

    private int place(GpuPart part) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).uuid().equals(part.gpuUuid())) {
                return i;
            }
        }
        return all.size();
    }
}
