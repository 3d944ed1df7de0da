package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Families as they were compressed for the last page. Much of a page stays as it is from one scrape
 * to the next (what things are called, how large they are, counts of errors), and all of it for the
 * second of two servers that scrape at once.
 *
 * <p>Thread: any.
 */
final class KeptPieces {

    /** What was not on as many pages is forgotten. */
    private static final int FORGOTTEN_AFTER_PAGES = 64;

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong pages = new AtomicLong();

    /** Of the first family. */
    private record Key(PageFormat format, String family) {}

    private static final class Entry {

        private final List<Samples.OfFamily> samples;
        private final Deflated deflated;
        private volatile long usedOn;

        Entry(List<Samples.OfFamily> samples, Deflated deflated, long page) {
            this.samples = samples;
            this.deflated = deflated;
            this.usedOn = page;
        }

        /** The same objects stand for the same text: they do not change. */
        // Equal ones that are not the same are not worth finding.
        @SuppressWarnings("ReferenceEquality")
        boolean isAt(List<Samples.OfFamily> all, int from) {
            int to = from + samples.size();
            boolean isSame = to <= all.size();
            for (int i = 0; isSame && i < samples.size(); i++) {
                isSame = samples.get(i) == all.get(from + i);
            }
            // Another probe may give more of the last family by now.
            return isSame && (to == all.size() || !name(all.get(to)).equals(lastName()));
        }

        String lastName() {
            return name(samples.getLast());
        }
    }

    /**
     * @param count of samples of families that it is of
     */
    record Found(int count, Deflated deflated) {}

    /**
     * The piece that begins at a place of a page, where the last page had the same.
     *
     * @param all samples of this page, sorted
     */
    Optional<Found> find(PageFormat format, List<Samples.OfFamily> all, int from) {
        var entry = entries.get(new Key(format, name(all.get(from))));
        if (entry == null || !entry.isAt(all, from)) {
            return Optional.empty();
        }
        entry.usedOn = pages.get();
        return Optional.of(new Found(entry.samples.size(), entry.deflated));
    }

    /** Keeps a piece in place of the one that began with the same family. */
    void keep(PageFormat format, List<Samples.OfFamily> samples, Deflated deflated) {
        entries.put(
                new Key(format, name(samples.getFirst())),
                new Entry(samples, deflated, pages.get()));
    }

    /** A page is done. */
    void turn() {
        long page = pages.incrementAndGet();
        if (page % FORGOTTEN_AFTER_PAGES == 0) {
            entries.values().removeIf(entry -> entry.usedOn < page - FORGOTTEN_AFTER_PAGES);
        }
    }

    /** How many pieces are kept. */
    int size() {
        return entries.size();
    }

    private static String name(Samples.OfFamily samples) {
        return samples.family().name();
    }
}
