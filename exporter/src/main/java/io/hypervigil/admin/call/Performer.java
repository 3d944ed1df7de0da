package io.hypervigil.admin.call;

import io.hypervigil.admin.audit.AuditRecord;
import io.hypervigil.admin.audit.AuditRecord.Outcome;
import io.hypervigil.admin.audit.AuditTrail;
import io.hypervigil.admin.given.ShownParameters;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.settings.NearestName;
import io.hypervigil.sampling.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks calls and carries them out on the thread that asks. Each ends in the audit trail, and no
 * secret leaves it.
 *
 * <p>Thread: any.
 */
public final class Performer {

    private static final Logger LOGGER = LoggerFactory.getLogger(Performer.class);

    /** An action that has itself done would not end. */
    private static final int MOST_NESTED = 4;

    private final AuditTrail trail;
    private final Ticker ticker;
    private volatile ActionCatalog catalog;

    public Performer(ActionCatalog catalog, AuditTrail trail, Ticker ticker) {
        this.catalog = catalog;
        this.trail = trail;
        this.ticker = ticker;
    }

    /** What can be asked for. */
    public ActionCatalog catalog() {
        return catalog;
    }

    /** Takes the actions of other collectors from now on; what runs goes on with those it has. */
    public void use(ActionCatalog newCatalog) {
        catalog = newCatalog;
    }

    /**
     * Holds a question against what there is and who asks; what is refused is in the audit trail.
     *
     * @throws ActionFailure NOT_FOUND, or UNSUPPORTED within another action, where there is no such
     *     action; NOT_PERMITTED where the caller's role is not enough; INVALID for parameters that
     *     are not as declared
     */
    public CheckedCall check(Question question) throws ActionFailure {
        long begun = ticker.nanos();
        var action = catalog.find(question.action());
        try {
            if (action.isEmpty()) {
                throw unknown(question);
            }
            requireRole(question.caller(), action.get());
            if (question.outer().size() > MOST_NESTED) {
                throw new ActionFailure(
                        Kind.FAILED,
                        String.join(" > ", question.outer()) + ": too many actions in one another",
                        "ask for " + question.action() + " by itself",
                        null);
            }
            return CheckedCall.of(question, action.get());
        } catch (ActionFailure e) {
            var declared = action.map(Action::parameters).orElse(List.of());
            var shown = question.secrets().hide(ShownParameters.of(declared, question.given()));
            // A value that an outer action passed on may be a secret of its own.
            var message = question.secrets().hide(String.valueOf(e.getMessage()));
            audit(question, shown, Optional.empty(), new Outcome.Failed(e.kind(), message), begun);
            throw e;
        }
    }

    private ActionFailure unknown(Question question) {
        var names = catalog.all().stream().map(Action::name).toList();
        return new ActionFailure(
                question.outer().isEmpty() ? Kind.NOT_FOUND : Kind.UNSUPPORTED,
                "there is no action " + question.action() + " here",
                NearestName.of(question.action(), names)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("switch on the collector that has it"),
                null);
    }

    private static void requireRole(Caller caller, Action action) throws ActionFailure {
        if (!caller.may(action.role())) {
            throw new ActionFailure(
                    Kind.NOT_PERMITTED,
                    action.name()
                            + " needs the role "
                            + text(action.role())
                            + ", and "
                            + caller.name()
                            + " has "
                            + text(caller.role()),
                    "ask somebody with that role, or for that role",
                    null);
        }
    }

    private static String text(Action.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Carries a call out.
     *
     * @throws ActionFailure as the action does; FAILED where it breaks
     */
    // Whatever a handler throws is that call's end, and nobody else's.
    @SuppressWarnings("IllegalCatch")
    public ActionResult run(CheckedCall call, CallWatch watch) throws ActionFailure {
        long begun = ticker.nanos();
        try {
            var live = new LiveCall(call, watch, this);
            var result = call.hide(call.action().handler().run(live));
            audit(call, watch.jobName(), new Outcome.Done(result.isChanged()), begun);
            return result;
        } catch (ActionFailure e) {
            throw ended(call, watch, call.hide(e), begun);
        } catch (Throwable e) {
            throw ended(call, watch, broken(call, e), begun);
        }
    }

    /** Tells the audit trail that a job was made of a call. */
    public void begun(CheckedCall call, String job) {
        audit(call, Optional.of(job), new Outcome.Begun(), ticker.nanos());
    }

    /** Tells the audit trail that a call was refused after it was checked. */
    public void refused(CheckedCall call, ActionFailure failure) {
        audit(call, Optional.empty(), failed(failure), ticker.nanos());
    }

    private ActionFailure ended(
            CheckedCall call, CallWatch watch, ActionFailure failure, long begun) {
        audit(call, watch.jobName(), failed(failure), begun);
        return failure;
    }

    /** Neither the log nor the caller gets the throwable: its words may hold a secret. */
    private static ActionFailure broken(CheckedCall call, Throwable e) {
        var frames = e.getStackTrace();
        LOGGER.atError()
                .addKeyValue("action", call.action().name())
                .addKeyValue("error", call.hide(e.toString()))
                .addKeyValue("at", frames.length == 0 ? "" : frames[0])
                .log("an action broke");
        return new ActionFailure(
                Kind.FAILED,
                call.action().name() + " broke: " + call.hide(e.toString()),
                "look at what is there before you ask again; this is a fault of hypervigil, its"
                        + " log says where",
                null);
    }

    private static Outcome failed(ActionFailure failure) {
        return new Outcome.Failed(failure.kind(), String.valueOf(failure.getMessage()));
    }

    private void audit(CheckedCall call, Optional<String> job, Outcome outcome, long begun) {
        audit(call.question(), call.shown(), job, outcome, begun);
    }

    private void audit(
            Question question,
            Value.Fields shown,
            Optional<String> job,
            Outcome outcome,
            long begun) {
        var outer = question.outer();
        trail.keep(
                new AuditRecord(
                        question.caller().name(),
                        question.caller().role(),
                        question.action(),
                        shown,
                        question.isDryRun(),
                        outer.isEmpty() ? Optional.empty() : Optional.of(outer.getLast()),
                        job,
                        outcome,
                        Duration.ofNanos(ticker.nanos() - begun)));
    }
}
