package io.hypervigil.host.part;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.SeriesTable;
import java.io.IOException;
import java.util.List;

/** What a part writes, as lines of text without their comments. */
public final class PartSamples {

    private PartSamples() {}

    /** Something that writes samples. */
    @FunctionalInterface
    public interface Writer {
        void write(SampleSink sink) throws IOException;
    }

    /** The samples of one round. */
    public static String of(Writer writer) throws IOException {
        var book = new SampleBook(new SeriesTable(), 10_000);
        book.begin();
        writer.write(book);
        var text = Exposition.text(List.of(book.finish()));
        return text.replaceAll("(?m)^#.*\n", "") + dropped(book);
    }

    private static String dropped(SampleBook book) {
        return book.lastDropped().isEmpty() ? "" : "dropped: " + book.lastDropped() + "\n";
    }
}
