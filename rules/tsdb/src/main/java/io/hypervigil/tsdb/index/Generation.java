package io.hypervigil.tsdb.index;

import io.hypervigil.promql.labels.Labels;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An index that only grows: series get numbers in the order they come. One that has gone leaves its
 * number behind, until too many have gone and the next generation numbers the rest anew.
 *
 * <p>Thread: one writer, any readers.
 */
final class Generation<S extends IndexedSeries> {

    /** Place in the list, in the table by labels and in the ranking. */
    private static final int BYTES_A_SERIES = 4 + 8 + 8;

    /** A number in each of its postings, which are a third longer than full at most. */
    private static final int BYTES_A_POSTING = 5;

    private final ConcurrentHashMap<String, LabelName> names = new ConcurrentHashMap<>();
    private final LabelsTable table = new LabelsTable();
    private volatile @Nullable Object[] series = new @Nullable Object[64];
    private volatile int size;
    private volatile Ranking ranking = Ranking.EMPTY;
    private long bytes;

    /** How many numbers were given. */
    int size() {
        return size;
    }

    /** The series of a number below the size; null where it is gone. */
    @SuppressWarnings("unchecked") // Only S are put in.
    @Nullable S get(int id) {
        return (S) series[id];
    }

    private @Nullable Labels labelsOf(int id) {
        var found = get(id);
        return found == null ? null : found.labels();
    }

    @Nullable S find(Labels labels) {
        int id = table.find(labels, this::labelsOf);
        return id < 0 ? null : get(id);
    }

    void add(S added) {
        int id = size;
        var labels = added.labels();
        var list = series;
        if (id == list.length) {
            list = Arrays.copyOf(list, id + (id >> 1));
            series = list;
        }
        list[id] = added;
        size = id + 1;
        table.add(id, labels, this::labelsOf);
        for (int i = 0; i < labels.size(); i++) {
            postingsOf(nameOf(labels.name(i)), labels.value(i)).add(id);
        }
        bytes += BYTES_A_SERIES + (long) BYTES_A_POSTING * labels.size();
    }

    private LabelName nameOf(String name) {
        var known = names.get(name);
        if (known != null) {
            return known;
        }
        var added = new LabelName(name);
        names.put(name, added);
        bytes += LabelName.bytesOf(name);
        return added;
    }

    private Postings postingsOf(LabelName name, String value) {
        var known = name.get(value);
        if (known != null) {
            return known;
        }
        bytes += LabelName.bytesOf(value);
        return name.add(value);
    }

    void remove(int id) {
        series[id] = null;
    }

    /** The labels with the texts that stand for these names and values in all labels. */
    Labels intern(Labels labels) {
        var pairs = new String[labels.size() * 2];
        for (int i = 0; i < labels.size(); i++) {
            var name = nameOf(labels.name(i));
            pairs[i * 2] = name.name();
            pairs[i * 2 + 1] = postingsOf(name, labels.value(i)).value();
        }
        return Labels.ofSorted(pairs);
    }

    /** Those that are still there, numbered in the order of their labels as far as it is known. */
    Generation<S> next() {
        var next = new Generation<S>();
        var order = ranking;
        order.forEach(id -> next.addLive(get(id)));
        next.ranking = Ranking.ofSorted(next.size);
        for (int id = order.size(); id < size; id++) {
            next.addLive(get(id));
        }
        return next;
    }

    private void addLive(@Nullable S live) {
        if (live != null) {
            add(live);
        }
    }

    /** Memory, in bytes. Thread: the writer's. */
    long bytes() {
        return bytes;
    }

    @Nullable LabelName name(String name) {
        return names.get(name);
    }

    Collection<LabelName> names() {
        return names.values();
    }

    /** Whether any series of these has samples within a span. */
    boolean overlaps(Postings postings, long fromMillis, long toMillis) {
        int known = size;
        for (int id : postings.toArray()) {
            var found = id < known ? get(id) : null;
            if (found != null && found.overlaps(fromMillis, toMillis)) {
                return true;
            }
        }
        return false;
    }

    /** A ranking of at least the numbers below a size. */
    Ranking ranking(int below) {
        var known = ranking;
        if (known.size() < below) {
            // Two readers may make one each; either will do.
            known = known.with(below, this::labelsOf);
            ranking = known;
        }
        return known;
    }

    /** Whether the ranking of the numbers below a size is there already. */
    boolean isRanked(int below) {
        return ranking.size() >= below;
    }
}
