package io.hypervigil.admin.job;

import io.hypervigil.admin.call.CallWatch;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;

/** What a job does. */
@FunctionalInterface
public interface JobWork {

    /**
     * Does it, on the job's thread.
     *
     * @param watch is told of the progress, and says whether it is still wanted
     */
    ActionResult run(CallWatch watch) throws ActionFailure;
}
