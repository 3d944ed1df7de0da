package io.hypervigil.exposition;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Samples;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of a page's families, kept from one page to the next: which families there are changes
 * seldom, and to compare a thousand names for each page would take longer than to write many of
 * them.
 *
 * <p>Thread: any.
 */
final class FamilyOrder {

    private volatile Kept kept = new Kept(List.of(), 0, List.of());

    /**
     * @param families in the order they were given
     * @param sources how many of them are of sources; those after them are the process's own
     * @param places of the families in the order of the page
     */
    private record Kept(List<Family> families, int sources, List<Integer> places) {

        // A family that is equal and not the same costs a sort and nothing else.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(List<Samples.OfFamily> parts, int fromSources) {
            boolean isSame = fromSources == sources && parts.size() == families.size();
            for (int i = 0; isSame && i < parts.size(); i++) {
                isSame = parts.get(i).family() == families.get(i);
            }
            return isSame;
        }
    }

    /**
     * Sorted by name, those of one name as they were given. A name that a source gives is that
     * source's: what the process says of itself by the same name is left out.
     *
     * @param sources how many of them are of sources; those after them are the process's own
     */
    List<Samples.OfFamily> sorted(List<Samples.OfFamily> parts, int sources) {
        var order = kept;
        if (!order.isOf(parts, sources)) {
            var families = parts.stream().map(Samples.OfFamily::family).toList();
            order = new Kept(families, sources, places(families, sources));
            kept = order;
        }
        return order.places().stream().map(parts::get).toList();
    }

    private static List<Integer> places(List<Family> families, int sources) {
        var ofSources = new HashSet<String>();
        families.subList(0, sources).forEach(family -> ofSources.add(family.name()));
        return IntStream.range(0, families.size())
                .filter(i -> i < sources || !ofSources.contains(families.get(i).name()))
                .boxed()
                .sorted(Comparator.comparing(i -> families.get(i).name()))
                .toList();
    }
}
