package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.containers.action.Target.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Declares actions that need the source to be open. */
final class Declared {

    private final OpenActions<ContainerControl> open;

    Declared(Supplier<Optional<ContainerControl>> control) {
        this.open = new OpenActions<>("containers", "containers", control);
    }

    /** What is done with one container. */
    interface ContainerBody {
        ActionResult run(ContainerControl control, Found container, ActionCall call)
                throws ActionFailure, IOException;
    }

    Action of(Head head, OpenActions.Body<ContainerControl> body, Parameter... parameters) {
        return open.of(head, body, parameters);
    }

    /** An action on one container, whose parameters come beside those that say which. */
    Action onContainer(Head head, ContainerBody body, Parameter... parameters) {
        var all = new ArrayList<Parameter>();
        all.add(Target.CONTAINER);
        all.addAll(List.of(parameters));
        all.add(Target.RUNTIME);
        return open.of(
                head,
                (control, call) -> {
                    try (var found = Target.of(call).find(control)) {
                        return run(control, found, call, body);
                    }
                },
                all);
    }

    private static ActionResult run(
            ContainerControl control, Found found, ActionCall call, ContainerBody body)
            throws ActionFailure {
        try {
            return body.run(control, found, call);
        } catch (IOException e) {
            throw Refusal.of(found.text(), e);
        }
    }
}
