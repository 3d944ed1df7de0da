package io.hypervigil.exposition;

import io.hypervigil.collect.Samples;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a page: some families after each other.
 *
 * <p>Thread: one after the other.
 */
final class PagePiece {

    private final int from;
    private final int to;
    private final List<Samples.OfFamily> samples;
    private @Nullable Deflated deflated;

    private PagePiece(
            int from, int to, List<Samples.OfFamily> samples, @Nullable Deflated deflated) {
        this.from = from;
        this.to = to;
        this.samples = List.copyOf(samples);
        this.deflated = deflated;
    }

    /**
     * Of the page's text from one place to another.
     *
     * @param samples of the families that are all of it; none where it is not worth keeping
     */
    static PagePiece fresh(int from, int to, List<Samples.OfFamily> samples) {
        return new PagePiece(from, to, samples, null);
    }

    /** One that was compressed for a page before. */
    static PagePiece kept(Deflated deflated) {
        return new PagePiece(0, 0, List.of(), deflated);
    }

    /** How much of the page's text it is; 0 where it is compressed. */
    int length() {
        return to - from;
    }

    /** Those of the families that are all of it; none where it is not worth keeping. */
    List<Samples.OfFamily> samples() {
        return samples;
    }

    /** The piece compressed, by now if it was not yet. */
    Deflated deflated(byte[] text, Deflater deflater) {
        if (deflated == null) {
            deflated = Deflated.of(text, from, to, deflater);
        }
        return deflated;
    }
}
