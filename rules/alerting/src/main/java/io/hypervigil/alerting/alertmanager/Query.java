package io.hypervigil.alerting.alertmanager;

import io.hypervigil.alerting.match.MatcherText;
import io.hypervigil.alerting.match.Matchers;
import io.hypervigil.promql.labels.Matcher;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The parameters of a request. */
final class Query {

    private static final int BAD_REQUEST = 400;

    private final Map<String, List<String>> parameters;

    Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** A switch that is on unless it is turned off. */
    boolean isOn(String name) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return true;
        }
        return switch (values.getLast()) {
            case "true", "1", "t", "T", "TRUE", "True" -> true;
            case "false", "0", "f", "F", "FALSE", "False" -> false;
            default ->
                    throw new ApiException(
                            BAD_REQUEST, name + " must be true or false: " + values.getLast());
        };
    }

    /** Conditions that must all hold. */
    Matchers matchers(String name) {
        return new Matchers(
                parameters.getOrDefault(name, List.of()).stream().map(Query::matcher).toList());
    }

    private static Matcher matcher(String text) {
        try {
            return MatcherText.one(text);
        } catch (IllegalArgumentException e) {
            throw new ApiException(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /** Whether a receiver's name is meant by the regular expression, which holds for all of it. */
    Predicate<String> receiver() {
        var values = parameters.getOrDefault("receiver", List.of());
        if (values.isEmpty() || values.getLast().isEmpty()) {
            return _ -> true;
        }
        var text = values.getLast();
        try {
            return new Matcher(Matcher.Type.REGEX, "receiver", text)::matches;
        } catch (IllegalArgumentException e) {
            throw new ApiException(
                    BAD_REQUEST, "failed to parse receiver param: " + e.getMessage());
        }
    }
}
