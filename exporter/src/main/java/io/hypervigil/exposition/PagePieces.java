package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a page that is being written into pieces of some families each, which are compressed by
 * themselves, and takes those that are as they were from the page before: these are not even
 * written.
 *
 * <p>A piece ends where names begin with another word ({@code gpu}, {@code jvm}): families of one
 * source change together, and what the process says of itself changes on each page.
 *
 * <p>Thread: one.
 */
final class PagePieces {

    /** A piece cannot refer to those before it: shorter ones would make the page longer. */
    static final int LEAST_BYTES = 64 * 1024;

    private final PageBuffer text;
    private final PageFormat format;
    private final Optional<KeptPieces> kept;
    private final List<PagePiece> pieces = new ArrayList<>();
    private final List<Samples.OfFamily> samples = new ArrayList<>();
    private int from;

    /**
     * @param kept from pages before; empty where this page is not as others are
     */
    PagePieces(PageBuffer text, PageFormat format, Optional<KeptPieces> kept) {
        this.text = text;
        this.format = format;
        this.kept = kept;
    }

    /**
     * Takes families from the page before.
     *
     * @param all samples of this page, sorted
     * @param next of them to be written
     * @return how many samples of families that was; 0 where the next one has to be written
     */
    int take(List<Samples.OfFamily> all, int next) {
        var found = kept.flatMap(before -> before.find(format, all, next)).orElse(null);
        if (found == null) {
            return 0;
        }
        cut();
        pieces.add(PagePiece.kept(found.deflated()));
        return found.count();
    }

    /** A family is written next. */
    void begin(List<Samples.OfFamily> family) {
        if (text.length() - from >= LEAST_BYTES
                || (!samples.isEmpty() && !areAlike(samples.getLast(), family.getFirst()))) {
            cut();
        }
        samples.addAll(family);
    }

    /** What is written next is of no family. */
    void beginEnd() {
        cut();
    }

    /** Writes the page compressed, and keeps what the next one may have too. */
    void writeTo(OutputStream out, PageGzip gzip) throws IOException {
        cut();
        var deflated = gzip.write(text.bytes(), pieces, out);
        kept.ifPresent(before -> keep(before, deflated));
    }

    private void keep(KeptPieces before, List<Deflated> deflated) {
        for (int i = 0; i < deflated.size(); i++) {
            var families = pieces.get(i).samples();
            if (!families.isEmpty()) {
                before.keep(format, families, deflated.get(i));
            }
        }
        before.turn();
    }

    private void cut() {
        if (text.length() > from) {
            pieces.add(PagePiece.fresh(from, text.length(), samples));
            samples.clear();
            from = text.length();
        }
    }

    /** Whether both names begin with the same word. */
    private static boolean areAlike(Samples.OfFamily one, Samples.OfFamily other) {
        return word(one).equals(word(other));
    }

    private static String word(Samples.OfFamily samples) {
        var name = samples.family().name();
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }
}
