package io.hypervigil.sampling;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Schema;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A collector whose opening throws what a test tells it. */
final class UnopenableCollector implements Collector {

    final AtomicInteger closes = new AtomicInteger();

    private final String name;
    private final Supplier<RuntimeException> thrown;

    UnopenableCollector(String name, Supplier<RuntimeException> thrown) {
        this.name = name;
        this.thrown = thrown;
    }

    CollectorSetup setup() {
        return new CollectorSetup(this, new NoSettings(), _ -> true, UnaryOperator.identity(), 100);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return "never opens";
    }

    @Override
    public Schema schema() {
        return new Schema(List.of(), List.of());
    }

    @Override
    public void open(CollectorContext context) {
        throw thrown.get();
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
