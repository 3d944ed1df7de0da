package io.hypervigil.admin.call;

import java.util.Optional;

/**
 * Who waits for a call: says whether it is still wanted, and is told how far it is.
 *
 * <p>Thread: that of the call.
 */
public interface CallWatch {

    /** Whether it is to stop. */
    boolean isCancelled();

    /**
     * Is told how far it is.
     *
     * @param ratio 0 to 1
     * @param step what is being done
     */
    void progress(double ratio, String step);

    /** The job that it is; empty where the caller waits for the answer. */
    default Optional<String> jobName() {
        return Optional.empty();
    }
}
