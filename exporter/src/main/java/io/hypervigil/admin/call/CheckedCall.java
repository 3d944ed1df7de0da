package io.hypervigil.admin.call;

import io.hypervigil.admin.given.GivenParameters;
import io.hypervigil.admin.given.Secrets;
import io.hypervigil.admin.given.ShownParameters;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A question whose caller may ask it and whose parameters are as declared. Its text shows no
 * parameter.
 *
 * <p>Thread: any; immutable.
 */
public final class CheckedCall {

    private final Question question;
    private final Action action;
    private final Map<String, Value> values;
    private final Secrets secrets;
    private final Value.Fields shown;

    private CheckedCall(Question question, Action action, Map<String, Value> values) {
        this.question = question;
        this.action = action;
        this.values = values;
        this.secrets = Secrets.of(action.parameters(), values).and(question.secrets());
        this.shown = secrets.hide(ShownParameters.of(action.parameters(), values));
    }

    /**
     * Holds the parameters against their declaration.
     *
     * @throws ActionFailure INVALID where they are not as declared
     */
    static CheckedCall of(Question question, Action action) throws ActionFailure {
        return new CheckedCall(question, action, GivenParameters.of(action, question.given()));
    }

    /** Who asks. */
    public Caller caller() {
        return question.caller();
    }

    /** What is done. */
    public Action action() {
        return action;
    }

    /** Whether only to say what would be done. */
    public boolean isDryRun() {
        return question.isDryRun();
    }

    /** The parameters without secrets. */
    public Value.Fields shown() {
        return shown;
    }

    Question question() {
        return question;
    }

    /** The parameters, secrets among them. */
    Map<String, Value> values() {
        return values;
    }

    /** What this call asks for in its caller's name. */
    Question inner(String name, Map<String, Value> given) {
        var outer = new ArrayList<>(question.outer());
        outer.add(action.name());
        return new Question(caller(), name, given, isDryRun(), List.copyOf(outer), secrets);
    }

    String hide(String text) {
        return secrets.hide(text);
    }

    ActionResult hide(ActionResult result) {
        return new ActionResult(result.isChanged(), secrets.hide(result.details()));
    }

    /** The same failure; without its cause, whose words nobody has looked at. */
    ActionFailure hide(ActionFailure failure) {
        return new ActionFailure(
                failure.kind(),
                hide(String.valueOf(failure.getMessage())),
                hide(failure.remedy()),
                null);
    }

    @Override
    public String toString() {
        return question.toString();
    }
}
