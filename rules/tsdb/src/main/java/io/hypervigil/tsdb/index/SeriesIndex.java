package io.hypervigil.tsdb.index;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Series by their labels, and by matchers on these.
 *
 * <p>Thread: {@link #find}, {@link #intern}, {@link #add}, {@link #removeIf} and {@link #bytes} one
 * at a time; the rest any, meanwhile.
 */
public final class SeriesIndex<S extends IndexedSeries> {

    /** So many are put in order at once; more are worth a ranking of all. */
    private static final int FEW = 64;

    /** Numbers without a series before it is worth numbering anew. */
    private static final int MIN_GONE = 64;

    private volatile Generation<S> current = new Generation<>();
    private volatile int live;

    /** How many series there are. */
    public int size() {
        return live;
    }

    public @Nullable S find(Labels labels) {
        return current.find(labels);
    }

    /** The labels with texts that are shared by all series that have them. */
    public Labels intern(Labels labels) {
        return current.intern(labels);
    }

    /** Adds a series whose labels are not there yet; they had better be interned. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer.
    public void add(S series) {
        current.add(series);
        live++;
    }

    /** Takes out series; texts that no other has are forgotten sooner or later. */
    public void removeIf(Predicate<S> isGone) {
        var generation = current;
        int left = 0;
        for (int id = 0; id < generation.size(); id++) {
            var series = generation.get(id);
            if (series != null && isGone.test(series)) {
                generation.remove(id);
            } else if (series != null) {
                left++;
            }
        }
        live = left;
        int gone = generation.size() - left;
        if (gone > MIN_GONE && gone > left / 4) {
            current = generation.next();
        }
    }

    /** Memory, in bytes. */
    public long bytes() {
        return current.bytes();
    }

    /** Hands over every series. */
    public void forEach(Consumer<S> series) {
        var generation = current;
        int size = generation.size();
        for (int id = 0; id < size; id++) {
            var each = generation.get(id);
            if (each != null) {
                series.accept(each);
            }
        }
    }

    /** The series that fulfil all matchers and overlap a span, in the order of their labels. */
    public List<S> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        var generation = current;
        int size = generation.size();
        var ids = Selection.select(generation, matchers, size);
        int kept = 0;
        for (int id : ids) {
            var series = generation.get(id);
            if (series != null && series.overlaps(fromMillis, toMillis)) {
                ids[kept++] = id;
            }
        }
        var found = kept == ids.length ? ids : Arrays.copyOf(ids, kept);
        return found.length <= FEW && !generation.isRanked(size)
                ? sorted(generation, found)
                : ranked(generation, found, size);
    }

    private static <S extends IndexedSeries> List<S> sorted(Generation<S> generation, int[] ids) {
        var series = live(generation, ids);
        series.sort(Comparator.comparing(IndexedSeries::labels));
        return series;
    }

    private static <S extends IndexedSeries> List<S> ranked(
            Generation<S> generation, int[] ids, int size) {
        if (ids.length < 2) {
            return live(generation, ids);
        }
        var ranking = generation.ranking(size);
        // What is there now was there when the ranking was made: what is gone stays gone.
        var there = Arrays.stream(ids).filter(id -> generation.get(id) != null).toArray();
        ranking.sort(there);
        return live(generation, there);
    }

    private static <S extends IndexedSeries> List<S> live(Generation<S> generation, int[] ids) {
        var series = new ArrayList<S>(ids.length);
        for (int id : ids) {
            var each = generation.get(id);
            if (each != null) {
                series.add(each);
            }
        }
        return series;
    }

    /** The names of the labels of such series. */
    public SortedSet<String> labelNames(List<Matcher> matchers, long fromMillis, long toMillis) {
        var found = new TreeSet<String>();
        if (!matchers.isEmpty()) {
            for (var series : select(matchers, fromMillis, toMillis)) {
                series.labels().forEach((name, _) -> found.add(name));
            }
            return found;
        }
        var generation = current;
        for (var name : generation.names()) {
            if (name.values().stream()
                    .anyMatch(value -> generation.overlaps(value, fromMillis, toMillis))) {
                found.add(name.name());
            }
        }
        return found;
    }

    /** The values of a label of such series. */
    public SortedSet<String> labelValues(
            String name, List<Matcher> matchers, long fromMillis, long toMillis) {
        var found = new TreeSet<String>();
        if (!matchers.isEmpty()) {
            for (var series : select(matchers, fromMillis, toMillis)) {
                found.add(series.labels().get(name));
            }
            found.remove("");
            return found;
        }
        var generation = current;
        var label = generation.name(name);
        if (label != null) {
            for (var value : label.values()) {
                if (generation.overlaps(value, fromMillis, toMillis)) {
                    found.add(value.value());
                }
            }
        }
        return found;
    }

    /**
     * What there is most of.
     *
     * @param top the length of its lists
     */
    public IndexStatistics statistics(int top) {
        return IndexStatistics.of(current, top);
    }
}
