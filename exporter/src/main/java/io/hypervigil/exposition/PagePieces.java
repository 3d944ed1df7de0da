package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a page that is being written into pieces that are compressed each by itself, and takes those
 * that are as they were from the page before: these are not even written.
 *
 * <p>Thread: one.
 */
final class PagePieces {

    /** Shorter families are compressed together with others. */
    static final int LEAST_KEPT_BYTES = 8 * 1024;

    private static final int MOST_BYTES = 64 * 1024;

    private final PageBuffer text;
    private final PageFormat format;
    private final Optional<KeptPieces> kept;
    private final List<PagePiece> pieces = new ArrayList<>();
    private int from;

    /**
     * @param kept from pages before; empty where this page is not as others are
     */
    PagePieces(PageBuffer text, PageFormat format, Optional<KeptPieces> kept) {
        this.text = text;
        this.format = format;
        this.kept = kept;
    }

    /** Takes a family from the page before; false where it has to be written. */
    boolean take(List<Samples.OfFamily> family) {
        var found = kept.flatMap(before -> before.find(format, family));
        found.ifPresent(
                deflated -> {
                    cut(text.length());
                    pieces.add(PagePiece.kept(deflated));
                });
        return found.isPresent();
    }

    /**
     * A family was written.
     *
     * @param start where its text begins
     */
    void wrote(List<Samples.OfFamily> family, int start) {
        if (text.length() - start >= LEAST_KEPT_BYTES) {
            cut(start);
            pieces.add(PagePiece.fresh(start, text.length(), family));
            from = text.length();
        } else if (text.length() - from >= MOST_BYTES) {
            cut(text.length());
        }
    }

    /** Writes the page compressed, and keeps what the next one may have too. */
    void writeTo(OutputStream out, PageGzip gzip) throws IOException {
        cut(text.length());
        var deflated = gzip.write(text.bytes(), pieces, out);
        kept.ifPresent(before -> keep(before, deflated));
    }

    private void keep(KeptPieces before, List<Deflated> deflated) {
        for (int i = 0; i < deflated.size(); i++) {
            var family = pieces.get(i).family();
            if (!family.isEmpty()) {
                before.keep(format, family, deflated.get(i));
            }
        }
        before.turn();
    }

    private void cut(int to) {
        if (to > from) {
            pieces.add(PagePiece.fresh(from, to, List.of()));
            from = to;
        }
    }
}
