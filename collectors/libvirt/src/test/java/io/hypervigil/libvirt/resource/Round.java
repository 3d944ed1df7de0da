package io.hypervigil.libvirt.resource;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a reader wrote in a round.
 *
 * @param text the exposition
 * @param missing what was said to be missing, with why
 * @param problems what broke
 * @param dropped samples that were written twice
 */
record Round(String text, List<String> missing, List<String> problems, long dropped) {

    /** A reader. */
    @FunctionalInterface
    interface Reading {
        void into(SampleSink out) throws VirtException;
    }

    static Round of(Reading reading) throws VirtException {
        var book = new SampleBook(new SeriesTable(), 10_000);
        book.begin();
        reading.into(new ConnectionSink(Optional.empty()).to(book));
        var missing = book.missing().stream().map(each -> each.what() + ": " + each.why()).toList();
        var problems = book.problems().stream().map(each -> each.cause().toString()).toList();
        var text = Exposition.text(List.of(book.finish()));
        return new Round(text, missing, problems, book.dropped(SampleBook.Drop.DUPLICATE));
    }

    /** Samples without their heads. */
    String samples() {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
