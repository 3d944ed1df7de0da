package io.hypervigil.host.part;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import java.io.IOException;
import java.util.List;

/**
 * Rounds of one part, for tests.
 *
 * <p>Thread: one.
 */
public final class PartRound {

    private final SampleBook book = new SampleBook(new SeriesTable(), 10_000);
    private final HostPart part;

    public PartRound(HostPart part) {
        this.part = part;
    }

    /** The samples of one round of a part that is not asked again. */
    public static String samplesOf(HostPart part) throws IOException {
        return new PartRound(part).samples();
    }

    /**
     * A round's samples as text format 0.0.4, sorted, without HELP and TYPE; a last line says where
     * one was dropped.
     */
    public String samples() throws IOException {
        var samples = new StringBuilder(exposition().replaceAll("(?m)^#.*\n", ""));
        if (!book.lastDropped().isEmpty()) {
            samples.append("dropped: ").append(book.lastDropped()).append('\n');
        }
        return samples.toString();
    }

    /** A round as text format 0.0.4. */
    public String exposition() throws IOException {
        book.begin();
        part.sample(book);
        return Exposition.text(List.of(book.finish()));
    }

    /** What the last round said to be missing. */
    public List<String> missing() {
        return book.missing().stream()
                .map(missing -> missing.what() + ": " + missing.why())
                .toList();
    }

    /** What went wrong in the last round. */
    public List<String> problems() {
        return book.problems().stream().map(problem -> problem.cause().getMessage()).toList();
    }
}
