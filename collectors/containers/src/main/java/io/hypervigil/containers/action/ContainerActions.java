package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Action;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All that containers and their runtimes can be told to do.
 *
 * <p>Thread: any.
 */
public final class ContainerActions {

    private final List<Action> all;

    /**
     * @param control what to work with, empty while the source is closed
     */
    public ContainerActions(Supplier<Optional<ContainerControl>> control) {
        var declared = new Declared(control);
        var counting = new ReentrantLock();
        this.all =
                Stream.of(
                                new ReadingActions(declared).actions(),
                                new LifecycleActions(declared, counting).actions(),
                                new LogActions(declared).actions(),
                                new LaunchActions(declared, counting).actions(),
                                new RuntimeActions(declared).actions())
                        .flatMap(List::stream)
                        .toList();
    }

    /** Always the same. */
    public List<Action> all() {
        return all;
    }
}
