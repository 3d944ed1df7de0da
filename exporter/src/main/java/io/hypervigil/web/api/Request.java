package io.hypervigil.web.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * What an endpoint is asked, and what is held until it is answered.
 *
 * <p>Thread: that of the request.
 */
final class Request implements AutoCloseable {

    private final Parameters parameters;
    private final String name;
    private final BooleanSupplier isAwaited;
    private final Deque<Runnable> held = new ArrayDeque<>();

    /**
     * @param name the part of the path that names something, "" of most
     * @param isAwaited whether there is still somebody who waits for the answer
     */
    Request(Parameters parameters, String name, BooleanSupplier isAwaited) {
        this.parameters = parameters;
        this.name = name;
        this.isAwaited = isAwaited;
    }

    Parameters parameters() {
        return parameters;
    }

    String name() {
        return name;
    }

    BooleanSupplier isAwaited() {
        return isAwaited;
    }

    /** What is to be let go once the answer is sent, or nobody waits for it any more. */
    void whenAnswered(Runnable release) {
        held.push(release);
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            held.pop().run();
        }
    }
}
