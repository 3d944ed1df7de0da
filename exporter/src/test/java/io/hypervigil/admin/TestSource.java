package io.hypervigil.admin;

import io.hypervigil.admin.call.ActionCatalog;
import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.action.Action;
import java.util.List;

/** A collector that gives nothing and can be told the actions of a test. */
public record TestSource(String name, List<Action> actions) implements Collector {

    /** The catalog of these actions, of one collector. */
    public static ActionCatalog catalog(Action... actions) {
        return ActionCatalog.of(List.of(new TestSource("kitchen", List.of(actions))));
    }

    @Override
    public String summary() {
        return "for tests";
    }

    @Override
    public Schema schema() {
        return new Schema(List.of(), List.of());
    }

    @Override
    public void open(CollectorContext context) {
        // There is nothing to open.
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
