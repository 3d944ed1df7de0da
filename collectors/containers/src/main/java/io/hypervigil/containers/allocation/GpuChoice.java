package io.hypervigil.containers.allocation;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Fact.GpuPart;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.containers.gpurequest.GpuParts;
import io.hypervigil.containers.inventory.GpuRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the GPUs of a new container, and refuses those that others have.
 *
 * <p>Thread: one.
 */
public final class GpuChoice {

    private static final String TAKEN =
            "stop or remove who has it, ask for others, or give share=true where sharing is allowed";

    private static final String NO_MORE = "there are no more";

    private final List<HostGpu> gpus;
    private final GpuHolders holders;
    private final List<Fact.GpuLink> links;
    private final GpuParts parts;

    public GpuChoice(FactBoard facts, List<HostGpu> gpus, GpuHolders holders) {
        this.gpus = gpus;
        this.holders = holders;
        this.links = facts.facts(Fact.GpuLink.class);
        this.parts = GpuParts.of(facts);
    }

    /**
     * The GPUs for a wish.
     *
     * @throws ActionFailure NOT_FOUND for a GPU that is not here, CONFLICT for one that is taken
     *     and where there are not enough
     */
    public List<ChosenGpu> choose(GpuWish wish) throws ActionFailure {
        if (gpus.isEmpty() && !wish.isNone()) {
            throw new ActionFailure(
                    Kind.UNAVAILABLE,
                    "no GPU of this host is known whose driver runs",
                    "see that the collector nvml is on and finds the driver",
                    null);
        }
        var chosen = new LinkedHashSet<ChosenGpu>();
        for (GpuRequest request : wish.requests()) {
            chosen.addAll(choose(request, wish));
        }
        return List.copyOf(chosen);
    }

    /** How many GPUs these are, parts of them among these. */
    public long count(List<ChosenGpu> chosen) {
        return chosen.contains(ChosenGpu.ALL) ? gpus.size() : chosen.size();
    }

    private List<ChosenGpu> choose(GpuRequest request, GpuWish wish) throws ActionFailure {
        return switch (request) {
            case GpuRequest.All() -> {
                for (HostGpu gpu : gpus) {
                    refuse(gpu.text(), holders.of(gpu), wish);
                }
                yield List.of(ChosenGpu.ALL);
            }
            case GpuRequest.Count(int count) ->
                    wish.migProfile().isPresent()
                            ? instances(wish.migProfile().get(), count, wish)
                            : some(count, wish).stream().map(ChosenGpu::whole).toList();
            case GpuRequest.Uuid(var uuid) ->
                    uuid.startsWith("MIG-")
                            ? part(known(uuid, parts.named(uuid), ChosenGpu.part(uuid)), wish)
                            : whole(uuid, gpu -> gpu.uuid().equals(uuid), wish);
            case GpuRequest.Index(int index) ->
                    whole("GPU " + index, gpu -> gpu.hasIndex(index), wish);
            case GpuRequest.MigIndex part -> {
                if (gpus.stream().noneMatch(gpu -> gpu.hasIndex(part.gpu()))) {
                    throw notFound("GPU " + part.gpu());
                }
                var found = parts.at(part.gpu(), part.instance());
                var unknown = ChosenGpu.part(part);
                yield part(known("instance " + unknown.id(), found, unknown), wish);
            }
            case GpuRequest.CdiName(var name) -> throw notFound(name);
            case GpuRequest.DeviceFile(var path) -> throw notFound(path);
        };
    }

    private interface Matching {
        boolean is(HostGpu gpu);
    }

    private List<ChosenGpu> whole(String name, Matching matching, GpuWish wish)
            throws ActionFailure {
        for (HostGpu gpu : gpus) {
            if (matching.is(gpu)) {
                refuse(gpu.text(), holders.of(gpu), wish);
                return List.of(ChosenGpu.whole(gpu));
            }
        }
        throw notFound(name);
    }

    private List<ChosenGpu> part(ChosenGpu part, GpuWish wish) throws ActionFailure {
        refuse("GPU part " + part.id(), holders.of(part), wish);
        return List.of(part);
    }

    /** Where the driver is asked for instances, those that it does not tell of are not there. */
    private ChosenGpu known(String name, Optional<GpuPart> part, ChosenGpu unknown)
            throws ActionFailure {
        if (part.isPresent()) {
            return ChosenGpu.part(part.get(), gpuOf(part.get()));
        }
        if (!parts.parts().isEmpty()) {
            throw new ActionFailure(
                    Kind.NOT_FOUND,
                    name + " is none of the MIG instances of this host",
                    "gpu.mig-list shows those there are",
                    null);
        }
        return unknown;
    }

    private Optional<HostGpu> gpuOf(GpuPart part) {
        return gpus.stream().filter(gpu -> gpu.uuid().equals(part.gpuUuid())).findFirst();
    }

    private List<ChosenGpu> instances(String profile, int count, GpuWish wish)
            throws ActionFailure {
        var all =
                parts.parts().stream().filter(p -> p.profile().equals(wish.migProfile())).toList();
        var candidates = new ArrayList<GpuPart>();
        var taken = new ArrayList<String>();
        for (GpuPart part : all) {
            var has = holders.of(ChosenGpu.part(part, gpuOf(part)));
            if (wish.isSharing() || has.isEmpty()) {
                candidates.add(part);
            } else {
                taken.add(part.uuid() + " has " + String.join(", ", has));
            }
        }
        if (candidates.size() < count) {
            throw new ActionFailure(
                    Kind.CONFLICT,
                    count
                            + " MIG instances "
                            + profile
                            + " asked for, "
                            + candidates.size()
                            + " of "
                            + all.size()
                            + " free: "
                            + (taken.isEmpty() ? NO_MORE : String.join("; ", taken)),
                    TAKEN,
                    null);
        }
        var order = new PartOrder(gpus, part -> usersOfGpu(part));
        return order.choose(candidates, count, wish.policy()).stream()
                .map(part -> ChosenGpu.part(part, gpuOf(part)))
                .toList();
    }

    private int usersOfGpu(GpuPart part) {
        return gpuOf(part).map(gpu -> holders.of(gpu).size()).orElse(0);
    }

    private List<HostGpu> some(int count, GpuWish wish) throws ActionFailure {
        var candidates =
                gpus.stream()
                        .filter(gpu -> parts.of(gpu.uuid()).isEmpty())
                        .filter(gpu -> wish.isSharing() || holders.of(gpu).isEmpty())
                        .toList();
        if (candidates.size() < count) {
            throw new ActionFailure(
                    Kind.CONFLICT,
                    count
                            + " GPUs asked for, "
                            + candidates.size()
                            + " of "
                            + gpus.size()
                            + " free: "
                            + taken(),
                    TAKEN,
                    null);
        }
        var order = new GpuOrder(gpus, links, gpu -> holders.of(gpu).size());
        return order.choose(candidates, count, wish.policy());
    }

    private String taken() {
        var texts = new ArrayList<String>();
        for (HostGpu gpu : gpus) {
            if (!holders.of(gpu).isEmpty()) {
                texts.add(gpu.text() + " has " + String.join(", ", holders.of(gpu)));
            } else if (!parts.of(gpu.uuid()).isEmpty()) {
                texts.add(gpu.text() + " is divided into MIG instances");
            }
        }
        return texts.isEmpty() ? NO_MORE : String.join("; ", texts);
    }

    private static void refuse(String gpu, Set<String> holders, GpuWish wish) throws ActionFailure {
        if (!wish.isSharing() && !holders.isEmpty()) {
            throw new ActionFailure(
                    Kind.CONFLICT, gpu + " is taken by " + String.join(", ", holders), TAKEN, null);
        }
    }

    private static ActionFailure notFound(String name) {
        return new ActionFailure(
                Kind.NOT_FOUND,
                name + " is not on this host, or no driver runs it",
                "gpu.list shows the GPUs there are",
                null);
    }
}
