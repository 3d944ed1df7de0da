package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Launching containers. */
final class LaunchActions {

    private final Declared declared;
    private final ReentrantLock counting;

    /**
     * @param counting held from the count of what there is until there is one more
     */
    LaunchActions(Declared declared, ReentrantLock counting) {
        this.declared = declared;
        this.counting = counting;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.operates("container.launch", "Make a container and start it").longly(),
                        (control, call) -> Launch.run(control, call, counting),
                        LaunchParameters.all()));
    }
}
