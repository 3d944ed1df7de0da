package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.Basis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Divides GPUs among their owners, by the rules that stand at the package. */
final class Shares {

    private record Part(String gpu, String part) {}

    private Shares() {}

    /** Of each GPU, 0 to 1 of it for each owner. */
    static Map<String, Map<OwnerKey, Double>> of(Collection<Holding> holdings) {
        var owners = new TreeMap<String, Map<OwnerKey, OptionalDouble>>();
        var counting = countingByPlace(holdings);
        var holders = holdersByPart(counting.values());
        counting.forEach(
                (place, own) ->
                        owners.computeIfAbsent(place.gpu(), _ -> new TreeMap<>())
                                .put(place.owner(), known(own, holders)));
        var shares = new TreeMap<String, Map<OwnerKey, Double>>();
        owners.forEach((gpu, known) -> shares.put(gpu, divided(known)));
        return shares;
    }

    /** As {@link #of}, among configured owners alone. */
    static Map<String, Map<OwnerKey, Double>> ofConfigured(Collection<Holding> holdings) {
        var configured =
                holdings.stream()
                        .filter(holding -> holding.basis() == Basis.CONFIGURED)
                        .map(Shares::place)
                        .collect(Collectors.toSet());
        return of(holdings.stream().filter(h -> configured.contains(place(h))).toList());
    }

    /** What runs counts only for those who have not been given the GPU by configuration. */
    private static Map<Place, List<Holding>> countingByPlace(Collection<Holding> holdings) {
        var byPlace =
                holdings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Shares::place, LinkedHashMap::new, Collectors.toList()));
        byPlace.replaceAll((_, own) -> onePerPart(counting(own)));
        return byPlace;
    }

    /** Where only what runs tells the sizes, as of virtual functions, they are taken from it. */
    private static List<Holding> counting(List<Holding> own) {
        var configured = own.stream().filter(h -> h.basis() == Basis.CONFIGURED).toList();
        if (configured.isEmpty()) {
            return own;
        }
        var sized = own.stream().filter(Shares::isSized).toList();
        return sized.isEmpty() || configured.stream().anyMatch(Shares::isSized)
                ? configured
                : sized;
    }

    private static boolean isSized(Holding holding) {
        return holding.share().isPresent() || holding.held().size().isPresent();
    }

    /** The same part may be claimed by its UUID and by its number. */
    private static List<Holding> onePerPart(List<Holding> own) {
        var parts = new LinkedHashMap<String, Holding>();
        for (Holding holding : own) {
            parts.merge(
                    holding.held().part(),
                    holding,
                    (one, other) -> one.share().isPresent() ? one : other);
        }
        return new ArrayList<>(parts.values());
    }

    private static Map<Part, Integer> holdersByPart(Collection<List<Holding>> counting) {
        var holders = new HashMap<Part, Integer>();
        for (List<Holding> own : counting) {
            own.forEach(holding -> holders.merge(part(holding), 1, Integer::sum));
        }
        return holders;
    }

    private static Place place(Holding holding) {
        return new Place(holding.held().gpu(), holding.owner());
    }

    private static Part part(Holding holding) {
        return new Part(holding.held().gpu(), holding.held().part());
    }

    /** What is known of an owner's share, parts added up. */
    private static OptionalDouble known(List<Holding> own, Map<Part, Integer> holders) {
        var known =
                own.stream()
                        .filter(Shares::isSized)
                        .mapToDouble(holding -> known(holding, holders))
                        .toArray();
        return known.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.clamp(Arrays.stream(known).sum(), 0, 1));
    }

    private static double known(Holding holding, Map<Part, Integer> holders) {
        return holding.share()
                .orElseGet(
                        () ->
                                holding.held().size().orElse(0)
                                        / holders.getOrDefault(part(holding), 1));
    }

    private static Map<OwnerKey, Double> divided(Map<OwnerKey, OptionalDouble> known) {
        double taken = known.values().stream().mapToDouble(share -> share.orElse(0)).sum();
        long open = known.values().stream().filter(OptionalDouble::isEmpty).count();
        double each = open == 0 ? 0 : Math.max(0, 1 - taken) / open;
        var shares = new TreeMap<OwnerKey, Double>();
        known.forEach((owner, share) -> shares.put(owner, share.orElse(each)));
        return shares;
    }
}
