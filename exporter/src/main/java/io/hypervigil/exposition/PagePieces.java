package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a page that is being written into pieces of some families each, which are compressed by
 * themselves, and takes those that are as they were from the page before: these are not even
 * written.
 *
 * <p>Thread: one.
 */
final class PagePieces {

    /** Shorter pieces would refer to too little: a page of them would be a fifth longer. */
    static final int LEAST_BYTES = 16 * 1024;

    private final PageBuffer text;
    private final PageFormat format;
    private final Optional<KeptPieces> kept;
    private final List<PagePiece> pieces = new ArrayList<>();
    private final List<Samples.OfFamily> samples = new ArrayList<>();
    private boolean isOther;
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
     * @param other the name of what comes between them next, null for nothing
     * @return how many samples of families that was; 0 where the next one has to be written
     */
    int take(List<Samples.OfFamily> all, int next, @Nullable String other) {
        if (isOther) {
            cut();
            isOther = false;
        }
        var found = kept.flatMap(before -> before.find(format, all, next, other)).orElse(null);
        if (found == null) {
            return 0;
        }
        cut();
        pieces.add(PagePiece.kept(found.deflated()));
        return found.count();
    }

    /** A family was written. */
    void wrote(List<Samples.OfFamily> family) {
        samples.addAll(family);
        if (text.length() - from >= LEAST_BYTES) {
            cut();
        }
    }

    /** What is written until the next family is new on each page. */
    void other() {
        if (!isOther) {
            cut();
            isOther = true;
        }
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
}
