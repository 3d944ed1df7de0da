package io.hypervigil.admin;

import io.hypervigil.admin.job.Job;
import io.hypervigil.collect.action.ActionResult;

/** What a caller gets who asks for an action. */
public sealed interface ActionAnswer {

    /** It is done, or would be. */
    record Done(ActionResult result) implements ActionAnswer {}

    /**
     * A job does it.
     *
     * @param isNew false where the same request had been sent before
     */
    record Taken(Job job, boolean isNew) implements ActionAnswer {}
}
