package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.ParseException;
import java.util.Locale;
import java.util.Set;

/**
 * {@code /api/v1/rules}, {@code /api/v1/alerts} and {@code /api/v1/alertmanagers}: nothing is
 * judged here, and what is asked is checked as Prometheus checks it.
 */
final class RuleEndpoints {

    private static final Set<String> TYPES = Set.of("", "alert", "record");

    /** As Go reads them. */
    private static final Set<String> BOOLEANS =
            Set.of(
                    "", "1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false",
                    "False");

    private RuleEndpoints() {}

    static Answer rules(Request request) {
        var parameters = request.parameters();
        var type = parameters.first("type");
        if (!TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            throw ApiFailure.parameter("type", "not supported value " + Quoted.text(type));
        }
        checkSelectors(parameters);
        var excludes = parameters.first("exclude_alerts");
        if (!BOOLEANS.contains(excludes)) {
            var reason = Integers.refused("ParseBool", excludes, "invalid syntax").getMessage();
            throw ApiFailure.parameter(
                    "exclude_alerts", "error converting exclude_alerts: " + reason);
        }
        checkPage(parameters);
        return empty("groups");
    }

    static Answer alerts(Request request) {
        return empty("alerts");
    }

    static Answer alertmanagers(Request request) {
        return empty("activeAlertmanagers", "droppedAlertmanagers");
    }

    private static void checkSelectors(Parameters parameters) {
        try {
            Queries.selectors(parameters);
        } catch (ParseException e) {
            throw ApiFailure.badData(String.valueOf(e.getMessage()));
        }
    }

    private static void checkPage(Parameters parameters) {
        var limit = parameters.first("group_limit");
        var token = parameters.first("group_next_token");
        if (!limit.isEmpty()) {
            int groups;
            try {
                groups = Integers.parse(limit);
            } catch (NumberFormatException _) {
                var reason = Integers.refused("ParseInt", limit, "invalid syntax").getMessage();
                throw ApiFailure.parameter(
                        "group_limit", "group_limit needs to be a valid number: " + reason);
            }
            if (groups <= 0) {
                throw ApiFailure.parameter("group_limit", "group_limit needs to be greater than 0");
            }
        }
        if (!token.isEmpty()) {
            throw ApiFailure.parameter(
                    "group_next_token",
                    limit.isEmpty()
                            ? "group_limit needs to be present in order to paginate over the groups"
                            : "invalid group_next_token '"
                                    + token
                                    + "'. were rule groups changed?");
        }
    }

    private static Answer empty(String... lists) {
        return Answer.of(
                out -> {
                    out.writeStartObject();
                    for (String list : lists) {
                        out.writeArrayFieldStart(list);
                        out.writeEndArray();
                    }
                    out.writeEndObject();
                });
    }
}
