package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.collect.action.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A call within a process that has every action; those that are performed are kept. */
final class PerformingCall implements ActionCall {

    private final GivenCall given;
    private final List<String> performed = new ArrayList<>();
    private Runnable effect = () -> {};

    PerformingCall(Object... namesAndValues) {
        this.given = GivenCall.of(false, namesAndValues);
    }

    /** Does something each time. */
    void whenPerforming(Runnable newEffect) {
        effect = newEffect;
    }

    List<String> performed() {
        return performed;
    }

    @Override
    public ActionResult perform(String action, Map<String, Value> parameters) {
        performed.add(
                action
                        + parameters.entrySet().stream()
                                .map(
                                        one ->
                                                one.getKey()
                                                        + "="
                                                        + ((Value.Text) one.getValue()).text())
                                .collect(Collectors.joining(", ", " {", "}")));
        effect.run();
        return ActionResult.changed(Map.of());
    }

    @Override
    public String caller() {
        return given.caller();
    }

    @Override
    public boolean isDryRun() {
        return given.isDryRun();
    }

    @Override
    public boolean isCancelled() {
        return given.isCancelled();
    }

    @Override
    public void progress(double ratio, String step) {
        given.progress(ratio, step);
    }

    @Override
    public Map<String, Value> parameters() {
        return given.parameters();
    }
}
