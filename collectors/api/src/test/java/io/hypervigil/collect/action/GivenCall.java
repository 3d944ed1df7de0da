package io.hypervigil.collect.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call with the parameters of a test; what is told of its progress is kept. */
public final class GivenCall implements ActionCall {

    private final Map<String, Value> parameters;
    private final boolean isDryRun;
    private final List<String> steps = new ArrayList<>();
    private int stepsUntilCancelled = Integer.MAX_VALUE;
    private int looksUntilCancelled = Integer.MAX_VALUE;
    private Runnable whenLooked = () -> {};

    private GivenCall(Map<String, Value> parameters, boolean isDryRun) {
        this.parameters = parameters;
        this.isDryRun = isDryRun;
    }

    /** Names and values in turn: texts, numbers, flags, values. */
    public static GivenCall of(boolean isDryRun, Object... namesAndValues) {
        var parameters = new LinkedHashMap<String, Value>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return new GivenCall(parameters, isDryRun);
    }

    /** Is cancelled once so many steps were told. */
    public GivenCall cancelledAfter(int newSteps) {
        stepsUntilCancelled = newSteps;
        return this;
    }

    /** Is cancelled once it was looked so often whether it is. */
    public GivenCall cancelledAfterLooks(int newLooks) {
        looksUntilCancelled = newLooks;
        return this;
    }

    /** Does something whenever it is looked whether it is cancelled. */
    public GivenCall whenLooked(Runnable newAction) {
        whenLooked = newAction;
        return this;
    }

    public List<String> steps() {
        return steps;
    }

    @Override
    public String caller() {
        return "test";
    }

    @Override
    public boolean isDryRun() {
        return isDryRun;
    }

    @Override
    public boolean isCancelled() {
        whenLooked.run();
        return steps.size() >= stepsUntilCancelled || looksUntilCancelled-- <= 0;
    }

    @Override
    public void progress(double ratio, String step) {
        steps.add(Math.round(ratio * 100) + " % " + step);
    }

    @Override
    public Map<String, Value> parameters() {
        return parameters;
    }

    private static Value value(Object given) {
        return switch (given) {
            case Value value -> value;
            case Integer number -> new Value.Whole(number);
            case Long number -> new Value.Whole(number);
            case Duration span -> new Value.Span(span);
            case Boolean isSet -> new Value.Flag(isSet);
            case List<?> list -> new Value.Items(list.stream().map(GivenCall::value).toList());
            default -> new Value.Text(given.toString());
        };
    }
}
