package io.hypervigil.nvml.driver;

/** Whether a GPU may be called now. */
public sealed interface Entry {

    /** It may, until the entry is closed. */
    record Within(AttachedGpu gpu, Runnable leave) implements Entry, AutoCloseable {
        @Override
        public void close() {
            leave.run();
        }
    }

    /** It has no handle now. */
    record NoHandle(String reason) implements Entry {}

    /** Another call to it has not come back: a second one would only be stuck as well. */
    record Busy() implements Entry {}
}
