package io.hypervigil.containers.allocation;

import io.hypervigil.collect.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Picks some of the GPUs that may be had. Ties go to the one that comes first on the bus, so that
 * the same question has the same answer.
 *
 * <p>Hosts have 16 GPUs at most, so one is added after another, beginning with each in turn.
 */
final class GpuOrder {

    private final List<HostGpu> all;
    private final List<Fact.GpuLink> links;
    private final ToIntFunction<HostGpu> users;

    /**
     * @param all GPUs of the host in the order of the bus
     * @param users how many have a GPU already
     */
    GpuOrder(List<HostGpu> all, List<Fact.GpuLink> links, ToIntFunction<HostGpu> users) {
        this.all = all;
        this.links = links;
        this.users = users;
    }

    List<HostGpu> choose(List<HostGpu> candidates, int count, GpuPolicy policy) {
        return switch (policy) {
            case PACK -> pack(candidates, count);
            case SPREAD -> spread(candidates, count);
            case NVLINK -> nvlink(candidates, count);
        };
    }

    /** The narrowest stretch of the bus; of several, the one nearest to what is in use. */
    private List<HostGpu> pack(List<HostGpu> candidates, int count) {
        var best = candidates.subList(0, count);
        for (int i = 1; i + count <= candidates.size(); i++) {
            var next = candidates.subList(i, i + count);
            if (PACKED.compare(cost(next), cost(best)) < 0) {
                best = next;
            }
        }
        return List.copyOf(best);
    }

    /**
     * @param width of the stretch
     * @param distance to the nearest GPU in use, and beyond the end where none is
     */
    private record Cost(int width, int distance) {}

    private static final Comparator<Cost> PACKED =
            Comparator.comparingInt(Cost::width).thenComparingInt(Cost::distance);

    private Cost cost(List<HostGpu> some) {
        int width = place(some.getLast()) - place(some.getFirst());
        int nearest = some.stream().mapToInt(gpu -> distance(gpu, inUse())).min().orElse(0);
        return new Cost(width, nearest);
    }

    /** The least used first; of these the farthest from what is in use and what is picked. */
    private List<HostGpu> spread(List<HostGpu> candidates, int count) {
        var left = new ArrayList<>(candidates);
        var picked = new ArrayList<HostGpu>();
        while (picked.size() < count) {
            var avoided = new ArrayList<>(inUse());
            avoided.addAll(picked);
            var next =
                    left.stream()
                            .min(
                                    Comparator.comparingInt(users)
                                            .thenComparingInt(gpu -> -distance(gpu, avoided)))
                            .orElseThrow();
            left.remove(next);
            picked.add(next);
        }
        return inOrder(picked);
    }

    /** The set with the most links within; sets grow from each GPU by its closest neighbour. */
    private List<HostGpu> nvlink(List<HostGpu> candidates, int count) {
        List<HostGpu> best = pack(candidates, count);
        for (HostGpu first : candidates) {
            var grown = grown(first, candidates, count);
            if (linksWithin(grown) > linksWithin(best)) {
                best = grown;
            }
        }
        return inOrder(best);
    }

    private List<HostGpu> grown(HostGpu first, List<HostGpu> candidates, int count) {
        var left = new ArrayList<>(candidates);
        var picked = new ArrayList<HostGpu>();
        for (HostGpu next = first; ; next = closest(left, picked)) {
            left.remove(next);
            picked.add(next);
            if (picked.size() == count) {
                return picked;
            }
        }
    }

    private HostGpu closest(List<HostGpu> left, List<HostGpu> picked) {
        return left.stream()
                .min(Comparator.comparingInt(gpu -> -linksTo(gpu, picked)))
                .orElseThrow();
    }

    private int linksWithin(List<HostGpu> some) {
        return some.stream().mapToInt(gpu -> linksTo(gpu, some)).sum();
    }

    private int linksTo(HostGpu gpu, List<HostGpu> others) {
        return links.stream()
                .filter(link -> others.stream().anyMatch(other -> isBetween(link, gpu, other)))
                .mapToInt(Fact.GpuLink::links)
                .sum();
    }

    private static boolean isBetween(Fact.GpuLink link, HostGpu one, HostGpu other) {
        return (link.uuid().equals(one.uuid()) && link.otherUuid().equals(other.uuid()))
                || (link.uuid().equals(other.uuid()) && link.otherUuid().equals(one.uuid()));
    }

    private List<HostGpu> inUse() {
        return all.stream().filter(gpu -> users.applyAsInt(gpu) > 0).toList();
    }

    /** To the nearest of these, in places on the bus; as far as can be where there are none. */
    private int distance(HostGpu gpu, List<HostGpu> others) {
        return others.stream()
                .mapToInt(other -> Math.abs(place(gpu) - place(other)))
                .min()
                .orElse(all.size());
    }

    private int place(HostGpu gpu) {
        return all.indexOf(gpu);
    }

    private List<HostGpu> inOrder(List<HostGpu> some) {
        return some.stream().sorted(Comparator.comparingInt(this::place)).toList();
    }
}
