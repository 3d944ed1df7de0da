package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Families as they were compressed for the last page. Half of a page stays as it is from one scrape
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
        boolean isOf(List<Samples.OfFamily> others) {
            boolean isSame = samples.size() == others.size();
            for (int i = 0; isSame && i < samples.size(); i++) {
                isSame = samples.get(i) == others.get(i);
            }
            return isSame;
        }
    }

    /** These samples of a family, where the last page had the same. */
    Optional<Deflated> find(PageFormat format, List<Samples.OfFamily> family) {
        var entry = entries.get(key(format, family));
        if (entry == null || !entry.isOf(family)) {
            return Optional.empty();
        }
        entry.usedOn = pages.get();
        return Optional.of(entry.deflated);
    }

    /** Keeps these samples of a family in place of those before. */
    void keep(PageFormat format, List<Samples.OfFamily> family, Deflated deflated) {
        entries.put(key(format, family), new Entry(family, deflated, pages.get()));
    }

    /** A page is done. */
    void turn() {
        long page = pages.incrementAndGet();
        if (page % FORGOTTEN_AFTER_PAGES == 0) {
            entries.values().removeIf(entry -> entry.usedOn < page - FORGOTTEN_AFTER_PAGES);
        }
    }

    /** How many families are kept. */
    int size() {
        return entries.size();
    }

    private static Key key(PageFormat format, List<Samples.OfFamily> family) {
        return new Key(format, family.getFirst().family().name());
    }
}
