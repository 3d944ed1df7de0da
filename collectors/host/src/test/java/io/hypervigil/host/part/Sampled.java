package io.hypervigil.host.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import java.io.IOException;
import java.util.List;

/** What a part writes in one round, without help and type. */
public final class Sampled {

    private Sampled() {}

    /** The samples of a part, sorted; none of them was dropped. */
    public static String by(HostPart part) throws IOException {
        var book = new SampleBook(new SeriesTable(), 10_000);
        book.begin();
        part.sample(book);
        var samples = book.finish();
        assertThat(book.lastDropped()).isEmpty();
        return Exposition.text(List.of(samples)).replaceAll("(?m)^#.*\n", "");
    }
}
