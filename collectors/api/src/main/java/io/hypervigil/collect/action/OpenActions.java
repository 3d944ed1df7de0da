package io.hypervigil.collect.action;

import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Declares the actions of a source that has to be open for them; while it is not, they fail as
 * {@link Kind#UNAVAILABLE}.
 *
 * <p>Thread: any; immutable.
 *
 * @param <C> what they work with while it is open
 */
public final class OpenActions<C> {

    private final String source;
    private final String collector;
    private final Supplier<Optional<C>> control;

    /**
     * @param source for people: {@code GPU}, of the GPU collector
     * @param collector its name in the configuration: {@code nvml}
     * @param control empty while the source is closed
     */
    public OpenActions(String source, String collector, Supplier<Optional<C>> control) {
        this.source = source;
        this.collector = collector;
        this.control = control;
    }

    /**
     * What is done while the source is open.
     *
     * @param <C> what it works with
     */
    @FunctionalInterface
    public interface Body<C> {

        /** As {@link Action.Handler#run}. */
        ActionResult run(C control, ActionCall call) throws ActionFailure;
    }

    /** An action with these parameters. */
    public Action of(Head head, Body<? super C> body, Parameter... parameters) {
        return of(head, body, List.of(parameters));
    }

    /** An action with these parameters. */
    public Action of(Head head, Body<? super C> body, List<Parameter> parameters) {
        return head.with(parameters, call -> body.run(open(), call));
    }

    private C open() throws ActionFailure {
        return control.get()
                .orElseThrow(
                        () ->
                                new ActionFailure(
                                        Kind.UNAVAILABLE,
                                        "the " + source + " collector is not open",
                                        "switch the collector "
                                                + collector
                                                + " on, or wait for its start",
                                        null));
    }
}
