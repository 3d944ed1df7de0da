package io.hypervigil.nvml.bus;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import java.util.List;
import java.util.stream.Collectors;

/** A probe over a fake bus, sampled when a test says so. */
final class BusRound {

    private final FactBoard facts = new FactBoard();
    private final SampleBook book = new SampleBook(new SeriesTable(), 10_000);
    private final BusProbe probe;

    BusRound(FakeBus bus, GpuHandles known) {
        probe = new BusProbe(bus.sys(), bus.proc(), known, facts);
    }

    /** Whole, as text format 0.0.4. */
    String exposition() {
        round();
        return Exposition.text(List.of(book.finish()));
    }

    /** Without heads, and of these families only; all where none is named. */
    String samples(String... families) {
        return exposition()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .filter(
                        line ->
                                families.length == 0
                                        || List.of(families).contains(line.split("[{ ]", 2)[0]))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    Outcome round() {
        book.begin();
        return probe.sample(book);
    }

    List<String> missing() {
        return book.missing().stream().map(it -> it.what() + ": " + it.why()).toList();
    }

    List<String> problems() {
        return book.problems().stream()
                .map(problem -> String.valueOf(problem.cause().getMessage()))
                .toList();
    }

    FactBoard facts() {
        return facts;
    }

    BusProbe probe() {
        return probe;
    }
}
