package io.hypervigil.collect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All series and families of the process, so that no two probes give the same one: a duplicate is
 * found when a series first appears, and costs a scrape nothing.
 *
 * <p>Thread: any.
 */
public final class SeriesTable {

    private final Map<Series, Owned> owners = new ConcurrentHashMap<>();
    private final Map<String, Claimed> families = new ConcurrentHashMap<>();

    private record Owned(Series series, SampleBook book) {}

    private record Claimed(Family family, int books) {}

    /** The one object for this series, or null where another book holds it. */
    @Nullable Series claim(Series series, SampleBook book) {
        var mine = new Owned(series, book);
        var owner = owners.putIfAbsent(series, mine);
        if (owner == null) {
            return series;
        }
        return owner.book == book ? owner.series : null;
    }

    /** False where the book did not hold the series. */
    boolean release(Series series, SampleBook book) {
        return owners.remove(series, new Owned(series, book));
    }

    /** False where a family of that name with another type, help or other labels is in use. */
    boolean claim(Family family) {
        var claimed =
                families.merge(
                        family.name(),
                        new Claimed(family, 1),
                        (old, mine) ->
                                old.family.type() == family.type()
                                        ? new Claimed(old.family, old.books + 1)
                                        : old);
        return claimed.family.type() == family.type();
    }

    void release(Family family) {
        families.computeIfPresent(
                family.name(),
                (_, old) -> old.books == 1 ? null : new Claimed(old.family, old.books - 1));
    }
}
