package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.alerting.match.Matchers;
import io.hypervigil.alerting.silence.Silence;
import io.hypervigil.alerting.silence.SilenceException;
import io.hypervigil.alerting.silence.Silences;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Silences in the words of the API. */
final class SilencesApi {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final Silences silences;
    private final InstantSource clock;

    SilencesApi(Silences silences, InstantSource clock) {
        this.silences = silences;
        this.clock = clock;
    }

    JsonNode list(Query query) {
        var now = clock.instant();
        var filter = query.matchers("filter");
        var answer = JsonNodeFactory.instance.arrayNode();
        silences.all().stream()
                .filter(silence -> isAsked(silence.stateAt(now), query))
                .filter(silence -> isMeant(filter, silence))
                .sorted(order(now))
                .forEach(silence -> answer.add(node(silence, now)));
        return answer;
    }

    private static boolean isAsked(Silence.State state, Query query) {
        return switch (state) {
            case ACTIVE -> query.isOn("active");
            case PENDING -> query.isOn("pending");
            case EXPIRED -> query.isOn("expired");
        };
    }

    /** The filter is held against what the silence's matchers ask for. */
    private static boolean isMeant(Matchers filter, Silence silence) {
        var asked = new TreeMap<String, String>();
        silence.matchers().all().forEach(matcher -> asked.put(matcher.name(), matcher.value()));
        return filter.matches(Labels.of(asked));
    }

    /** Active ones by their end, pending ones by their begin, ended ones the last first. */
    private static Comparator<Silence> order(Instant now) {
        return Comparator.comparing((Silence silence) -> silence.stateAt(now))
                .thenComparing(
                        (a, b) ->
                                switch (a.stateAt(now)) {
                                    case ACTIVE -> a.endsAt().compareTo(b.endsAt());
                                    case PENDING -> a.startsAt().compareTo(b.startsAt());
                                    case EXPIRED -> b.endsAt().compareTo(a.endsAt());
                                })
                .thenComparing(Silence::id);
    }

    JsonNode get(String id) {
        Fields.checkUuid(id);
        var silence =
                silences.get(id)
                        .orElseThrow(
                                () -> new ApiException(NOT_FOUND, "silence " + id + " not found"));
        return node(silence, clock.instant());
    }

    JsonNode post(JsonNode body) {
        check(body);
        var now = clock.instant();
        var start = Times.field(body, "startsAt").orElse(now);
        var end = Times.field(body, "endsAt").orElse(Instant.EPOCH);
        var wish =
                new Silence(
                        Fields.text(body, "id"),
                        matchers(body.path("matchers")),
                        start,
                        end,
                        now,
                        Fields.text(body, "createdBy"),
                        Fields.text(body, "comment"),
                        Fields.pairs(body, "annotations"));
        try {
            return JsonNodeFactory.instance.objectNode().put("silenceID", silences.set(wish));
        } catch (SilenceException e) {
            throw refusal(e);
        }
    }

    /** In the order in which Alertmanager looks, which tells of the first fault alone. */
    private static void check(JsonNode body) {
        if (!body.isObject() && !body.isNull() && !body.isMissingNode()) {
            throw new ApiException(BAD_REQUEST, "a silence must be an object");
        }
        for (var name : List.of("comment", "createdBy", "endsAt", "matchers", "startsAt")) {
            Fields.required(body, name, name);
        }
        var matchers = body.path("matchers");
        if (!matchers.isArray()) {
            throw new ApiException(BAD_REQUEST, "matchers must be a list");
        }
        if (matchers.isEmpty()) {
            throw ApiException.invalid(612, "matchers in body should have at least 1 items");
        }
        for (int i = 0; i < matchers.size(); i++) {
            for (var name : List.of("isRegex", "name", "value")) {
                Fields.required(matchers.path(i), name, "matchers." + i + "." + name);
            }
        }
    }

    void delete(String id) {
        Fields.checkUuid(id);
        try {
            silences.expire(id);
        } catch (SilenceException e) {
            throw refusal(e);
        }
    }

    private static ApiException refusal(SilenceException e) {
        int status =
                switch (e.fault()) {
                    case INVALID, FULL -> BAD_REQUEST;
                    case NOT_FOUND -> NOT_FOUND;
                    case NOT_KEPT -> SERVER_ERROR;
                };
        return new ApiException(status, String.valueOf(e.getMessage()));
    }

    private static Matchers matchers(JsonNode array) {
        List<Matcher> matchers = new ArrayList<>();
        for (var node : array) {
            boolean isRegex = node.path("isRegex").asBoolean(false);
            boolean isEqual = node.path("isEqual").asBoolean(true);
            matchers.add(matcher(type(isRegex, isEqual), node));
        }
        return new Matchers(matchers);
    }

    private static Matcher.Type type(boolean isRegex, boolean isEqual) {
        if (isRegex) {
            return isEqual ? Matcher.Type.REGEX : Matcher.Type.NOT_REGEX;
        }
        return isEqual ? Matcher.Type.EQUAL : Matcher.Type.NOT_EQUAL;
    }

    private static Matcher matcher(Matcher.Type type, JsonNode node) {
        try {
            return new Matcher(type, Fields.text(node, "name"), Fields.text(node, "value"));
        } catch (IllegalArgumentException e) {
            throw new ApiException(BAD_REQUEST, "invalid label matcher: " + e.getMessage());
        }
    }

    private static ObjectNode node(Silence silence, Instant now) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", silence.id());
        node.putObject("status").put("state", silence.stateAt(now).text());
        node.put("updatedAt", Times.text(silence.updatedAt()));
        node.put("comment", silence.comment());
        node.put("createdBy", silence.createdBy());
        node.put("startsAt", Times.text(silence.startsAt()));
        node.put("endsAt", Times.text(silence.endsAt()));
        var annotations = node.putObject("annotations");
        new TreeMap<>(silence.annotations()).forEach(annotations::put);
        var matchers = node.putArray("matchers");
        for (var matcher : silence.matchers().all()) {
            var type = matcher.type();
            matchers.addObject()
                    .put("name", matcher.name())
                    .put("value", matcher.value())
                    .put("isRegex", type == Matcher.Type.REGEX || type == Matcher.Type.NOT_REGEX)
                    .put("isEqual", !type.isNegative());
        }
        return node;
    }
}
