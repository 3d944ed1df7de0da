package io.hypervigil.admin.call;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Value;
import java.util.Map;
import java.util.Optional;

/** A call as its handler sees it. What the handler has others do is theirs, but one with this. */
final class LiveCall implements ActionCall {

    private final CheckedCall call;
    private final CallWatch watch;
    private final Performer performer;
    private double ratio;

    LiveCall(CheckedCall call, CallWatch watch, Performer performer) {
        this.call = call;
        this.watch = watch;
        this.performer = performer;
    }

    @Override
    public String caller() {
        return call.caller().name();
    }

    @Override
    public boolean isDryRun() {
        return call.isDryRun();
    }

    @Override
    public boolean isCancelled() {
        return watch.isCancelled();
    }

    @Override
    public void progress(double newRatio, String step) {
        ratio = newRatio;
        watch.progress(newRatio, call.hide(step));
    }

    @Override
    public Map<String, Value> parameters() {
        return call.values();
    }

    @Override
    public ActionResult perform(String action, Map<String, Value> parameters) throws ActionFailure {
        var inner = performer.check(call.inner(action, parameters));
        return performer.run(inner, new InnerWatch(action));
    }

    /** How far an inner call is says nothing of how far this one is, but what is being done. */
    private final class InnerWatch implements CallWatch {

        private final String action;

        InnerWatch(String action) {
            this.action = action;
        }

        @Override
        public boolean isCancelled() {
            return watch.isCancelled();
        }

        @Override
        public void progress(double innerRatio, String step) {
            LiveCall.this.progress(ratio, action + ": " + step);
        }

        @Override
        public Optional<String> jobName() {
            return watch.jobName();
        }
    }
}
