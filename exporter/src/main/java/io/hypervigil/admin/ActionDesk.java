package io.hypervigil.admin;

import io.hypervigil.admin.audit.AuditRecord;
import io.hypervigil.admin.audit.AuditRecord.Outcome;
import io.hypervigil.admin.audit.AuditTrail;
import io.hypervigil.admin.call.ActionCatalog;
import io.hypervigil.admin.call.CallWatch;
import io.hypervigil.admin.call.Caller;
import io.hypervigil.admin.call.CheckedCall;
import io.hypervigil.admin.call.Performer;
import io.hypervigil.admin.call.Question;
import io.hypervigil.admin.job.Job;
import io.hypervigil.admin.job.JobId;
import io.hypervigil.admin.job.JobOrder;
import io.hypervigil.admin.job.Jobs;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import io.hypervigil.sampling.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where actions are asked for: by the admin API, by the command line. Short ones are done before
 * the answer, long ones become jobs; a dry run of either is answered at once. Each call is checked
 * against the caller's role and the action's declaration, and ends in the audit trail.
 *
 * <p>Thread: any.
 */
public final class ActionDesk implements AutoCloseable {

    private static final int MOST_KEY_CHARACTERS = 200;

    private final Performer performer;
    private final AuditTrail trail;
    private final Jobs jobs;
    private volatile boolean isClosed;

    /**
     * @param jobs closed with this
     */
    public ActionDesk(ActionCatalog catalog, AuditTrail trail, Jobs jobs, Ticker ticker) {
        this.performer = new Performer(catalog, trail, ticker);
        this.trail = trail;
        this.jobs = jobs;
    }

    /** Takes the actions of other collectors from now on; jobs go on with those they have. */
    public void use(ActionCatalog catalog) {
        performer.use(catalog);
    }

    /** All actions, sorted by name, whoever may ask for them. */
    public Collection<Action> actions() {
        return performer.catalog().all();
    }

    /**
     * Has an action done.
     *
     * @param key what the caller calls this request, so that one that is sent again makes no second
     *     job; no matter for what is short, since all actions are idempotent
     * @throws ActionFailure NOT_FOUND where there is no such action, NOT_PERMITTED where the
     *     caller's role is not enough, INVALID for parameters or a key that are not as they should
     *     be, UNAVAILABLE where too many jobs wait; else as the action says
     */
    public ActionAnswer ask(Question question, Optional<String> key) throws ActionFailure {
        var call = performer.check(question);
        if (isClosed) {
            throw refused(
                    call,
                    new ActionFailure(
                            Kind.UNAVAILABLE,
                            "the process ends",
                            "ask again when it is back",
                            null));
        }
        return call.isDryRun() || call.action().length() == Action.Length.SHORT
                ? new ActionAnswer.Done(performer.run(call, new Presence()))
                : take(call, key);
    }

    private ActionAnswer take(CheckedCall call, Optional<String> key) throws ActionFailure {
        try {
            requireKey(key);
            var order =
                    new JobOrder(
                            call.action().name(),
                            call.caller().name(),
                            call.action().role(),
                            call.shown(),
                            key);
            var taken = jobs.take(order, watch -> performer.run(call, watch));
            performer.begun(call, taken.job().id().text());
            return new ActionAnswer.Taken(taken.job(), taken.isNew());
        } catch (ActionFailure e) {
            throw refused(call, e);
        }
    }

    private static void requireKey(Optional<String> key) throws ActionFailure {
        if (key.filter(text -> text.isBlank() || text.length() > MOST_KEY_CHARACTERS).isPresent()) {
            throw new ActionFailure(
                    Kind.INVALID,
                    "the key of the request is blank or too long",
                    "take 1 to " + MOST_KEY_CHARACTERS + " characters, a random UUID say",
                    null);
        }
    }

    private ActionFailure refused(CheckedCall call, ActionFailure failure) {
        performer.refused(call, failure);
        return failure;
    }

    /** The jobs of actions that the caller may ask for, the newest first. */
    public List<Job> jobs(Caller caller) {
        return jobs.all().stream().filter(job -> caller.may(job.order().role())).toList();
    }

    /**
     * One of them.
     *
     * @throws ActionFailure NOT_FOUND where there is none of that name that the caller may see
     */
    public Job job(Caller caller, String id) throws ActionFailure {
        return JobId.parse(id)
                .flatMap(jobs::find)
                .filter(job -> caller.may(job.order().role()))
                .orElseThrow(() -> noJob(id));
    }

    /**
     * Waits for the end of one of them.
     *
     * @return the job at its end, or as it is after that time
     * @throws ActionFailure NOT_FOUND as {@link #job}
     */
    public Job await(Caller caller, String id, Duration within)
            throws ActionFailure, InterruptedException {
        return jobs.await(job(caller, id).id(), within).orElseThrow(() -> noJob(id));
    }

    /**
     * Has one of them stop; who may ask for its action may do so. Once more changes nothing.
     *
     * @return the job as it is then: at its end where it had not begun, else running until its
     *     action has taken back what it made
     * @throws ActionFailure NOT_FOUND as {@link #job}
     */
    public Job cancel(Caller caller, String id) throws ActionFailure {
        try {
            var before = job(caller, id);
            var after = jobs.cancel(before.id(), caller.name()).orElseThrow(() -> noJob(id));
            audit(caller, id, new Outcome.Done(!after.state().equals(before.state())));
            return after;
        } catch (ActionFailure e) {
            audit(caller, id, new Outcome.Failed(e.kind(), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private void audit(Caller caller, String id, Outcome outcome) {
        trail.keep(
                new AuditRecord(
                        caller.name(),
                        caller.role(),
                        "job.cancel",
                        new Value.Fields(Map.of("job", new Value.Text(id))),
                        false,
                        Optional.empty(),
                        Optional.of(id),
                        outcome,
                        Duration.ZERO));
    }

    private static ActionFailure noJob(String id) {
        return new ActionFailure(
                Kind.NOT_FOUND,
                "there is no job " + id,
                "look at the list of jobs; those that ended long ago are forgotten",
                null);
    }

    /** Has short calls and jobs stop; jobs get their grace. */
    @Override
    public void close() {
        isClosed = true;
        jobs.close();
    }

    /** Somebody who waits for the answer, as long as the process lives. */
    private final class Presence implements CallWatch {

        @Override
        public boolean isCancelled() {
            return isClosed;
        }

        @Override
        public void progress(double ratio, String step) {
            // Who waits for the answer sees no steps.
        }
    }
}
