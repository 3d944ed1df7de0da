package io.hypervigil.containers.runtime;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.instance.RuntimeInstance;
import java.io.IOException;
import java.util.List;

/** One runtime is asked after the other; one that does not answer costs its own answer alone. */
final class Asking {

    /** What one is asked. */
    @FunctionalInterface
    interface Question {
        void ask(RuntimeInstance instance) throws IOException;
    }

    private Asking() {}

    /**
     * Asks each.
     *
     * @param what they are asked for, which is said to be missing where they do not answer
     */
    static void each(
            List<RuntimeInstance> instances, String what, SampleSink sink, Question question) {
        for (RuntimeInstance each : instances) {
            try {
                question.ask(each);
            } catch (IOException e) {
                sink.missing(what + " of " + each.title(), String.valueOf(e.getMessage()));
            }
        }
    }
}
