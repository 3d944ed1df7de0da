package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleView;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.ParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /api/v1/rules}, {@code /api/v1/alerts} and {@code /api/v1/alertmanagers}: the rules that
 * are judged here, what came of them, and who is told.
 */
final class RuleEndpoints {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("", "0", "f", "F", "FALSE", "false", "False");

    private final Judgement judgement;

    RuleEndpoints(Judgement judgement) {
        this.judgement = judgement;
    }

    Answer rules(Request request) {
        var parameters = request.parameters();
        var filter = filter(parameters);
        boolean isWithoutAlerts = flag(parameters, "exclude_alerts");
        var page = page(parameters);
        return Answer.of(
                out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("groups");
                    for (RuleFilter.Filtered group : page.groups(filter)) {
                        new RuleJson(out).group(group.group(), group.rules(), isWithoutAlerts);
                    }
                    out.writeEndArray();
                    if (page.next().isPresent()) {
                        out.writeStringField("groupNextToken", page.next().get());
                    }
                    out.writeEndObject();
                });
    }

    Answer alerts(Request request) {
        return Answer.of(
                out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("alerts");
                    for (GroupView group : judgement.groups()) {
                        writeAlerts(group, out);
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                });
    }

    private static void writeAlerts(GroupView group, JsonGenerator out) throws IOException {
        for (RuleView rule : group.rules()) {
            if (rule instanceof RuleView.Alerting alerting) {
                for (Alert alert : alerting.alerts()) {
                    new RuleJson(out).alert(alert);
                }
            }
        }
    }

    Answer alertmanagers(Request request) {
        return Answer.of(
                out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("activeAlertmanagers");
                    for (String url : judgement.alertmanagers()) {
                        out.writeStartObject();
                        out.writeStringField("url", url);
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeArrayFieldStart("droppedAlertmanagers");
                    out.writeEndArray();
                    out.writeEndObject();
                });
    }

    private static RuleFilter filter(Parameters parameters) {
        var type = parameters.first("type").toLowerCase(Locale.ROOT);
        if (!Set.of("", "alert", "record").contains(type)) {
            throw ApiFailure.parameter(
                    "type", "not supported value " + Quoted.text(parameters.first("type")));
        }
        try {
            return new RuleFilter(
                    !type.equals("record"),
                    !type.equals("alert"),
                    Set.copyOf(parameters.all("rule_name[]")),
                    Set.copyOf(parameters.all("rule_group[]")),
                    Set.copyOf(parameters.all("file[]")),
                    Queries.selectors(parameters));
        } catch (ParseException e) {
            throw ApiFailure.badData(String.valueOf(e.getMessage()));
        }
    }

    private static boolean flag(Parameters parameters, String name) {
        var text = parameters.first(name);
        if (!TRUE.contains(text) && !FALSE.contains(text)) {
            var reason = Integers.refused("ParseBool", text, "invalid syntax").getMessage();
            throw ApiFailure.parameter(name, "error converting " + name + ": " + reason);
        }
        return TRUE.contains(text);
    }

    /** Some of the groups, and what the next page is asked for by. */
    private record Page(List<GroupView> all, Optional<String> next) {

        List<RuleFilter.Filtered> groups(RuleFilter filter) {
            return all.stream().flatMap(group -> filter.of(group).stream()).toList();
        }
    }

    private Page page(Parameters parameters) {
        var groups = new ArrayList<>(judgement.groups());
        int limit = limit(parameters);
        var token = parameters.first("group_next_token");
        if (!token.isEmpty()) {
            groups.subList(0, place(groups, token, limit)).clear();
        }
        if (limit == 0 || groups.size() <= limit) {
            return new Page(groups, Optional.empty());
        }
        return new Page(
                List.copyOf(groups.subList(0, limit)), Optional.of(token(groups.get(limit))));
    }

    private static int place(List<GroupView> groups, String token, int limit) {
        if (limit == 0) {
            throw ApiFailure.parameter(
                    "group_next_token",
                    "group_limit needs to be present in order to paginate over the groups");
        }
        for (int i = 0; i < groups.size(); i++) {
            if (token(groups.get(i)).equals(token)) {
                return i;
            }
        }
        throw ApiFailure.parameter(
                "group_next_token",
                "invalid group_next_token '" + token + "'. were rule groups changed?");
    }

    /**
     * @return 0 for none
     */
    private static int limit(Parameters parameters) {
        var text = parameters.first("group_limit");
        if (text.isEmpty()) {
            return 0;
        }
        int limit;
        try {
            limit = Integers.parse(text);
        } catch (NumberFormatException _) {
            var reason = Integers.refused("ParseInt", text, "invalid syntax").getMessage();
            throw ApiFailure.parameter(
                    "group_limit", "group_limit needs to be a valid number: " + reason);
        }
        if (limit <= 0) {
            throw ApiFailure.parameter("group_limit", "group_limit needs to be greater than 0");
        }
        return limit;
    }

    /** Names a group without telling its file; no more than a name, so that any hash will do. */
    private static String token(GroupView group) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update((group.file() + ";" + group.name()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest(), 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
