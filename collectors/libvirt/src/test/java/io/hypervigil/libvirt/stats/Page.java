package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.jna.StatsRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What is written in one round, of a connection without a name. */
public record Page(Samples samples, SampleBook book) {

    public static Page of(Consumer<SampleSink> writer) {
        var book = new SampleBook(new SeriesTable(), 10_000);
        book.begin();
        writer.accept(new ConnectionSink(Optional.empty()).to(book));
        return new Page(book.finish(), book);
    }

    /** All groups. */
    public static Page of(List<StatsRecord> records) {
        return of(
                sink ->
                        records.forEach(
                                record ->
                                        StatsParts.ALL.forEach(
                                                type -> type.part().write(record, sink))));
    }

    public String text() {
        return Exposition.text(List.of(samples));
    }

    /** The same without the heads of families. */
    public String samplesOnly() {
        return text().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line + '\n')
                .collect(Collectors.joining());
    }
}
