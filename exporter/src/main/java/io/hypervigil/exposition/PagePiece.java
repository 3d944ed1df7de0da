package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a page: of a family with many samples, or of several with few.
 *
 * <p>Thread: one after the other.
 */
final class PagePiece {

    private final int from;
    private final int to;
    private final List<Samples.OfFamily> family;
    private @Nullable Deflated deflated;

    private PagePiece(
            int from, int to, List<Samples.OfFamily> family, @Nullable Deflated deflated) {
        this.from = from;
        this.to = to;
        this.family = List.copyOf(family);
        this.deflated = deflated;
    }

    /**
     * Of the page's text from one place to another.
     *
     * @param family that is all of it; none where there are several
     */
    static PagePiece fresh(int from, int to, List<Samples.OfFamily> family) {
        return new PagePiece(from, to, family, null);
    }

    /** One that was compressed for a page before. */
    static PagePiece kept(Deflated deflated) {
        return new PagePiece(0, 0, List.of(), deflated);
    }

    /** How much of the page's text it is; 0 where it is compressed. */
    int length() {
        return to - from;
    }

    /** The family that is all of it; none where there are several. */
    List<Samples.OfFamily> family() {
        return family;
    }

    /** The piece compressed, by now if it was not yet. */
    Deflated deflated(byte[] text, Deflater deflater) {
        if (deflated == null) {
            deflated = Deflated.of(text, from, to, deflater);
        }
        return deflated;
    }
}
