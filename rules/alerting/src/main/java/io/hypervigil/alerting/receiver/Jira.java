package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.Spans;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Jira's issues: one for a group, found again by a label that names the group, changed while it
 * lasts, and moved on to what the configuration names when it is over or comes back.
 *
 * @param reopens the transition of an issue that was closed; empty for none
 * @param resolves the transition of an issue whose group is well; empty for none
 * @see <a href="https://developer.atlassian.com/cloud/jira/platform/rest/v2/">Jira's REST API</a>
 */
record Jira(
        boolean sendResolved,
        Secret api,
        HttpSettings http,
        JiraSearch search,
        JiraIssue issue,
        String reopens,
        String resolves)
        implements Integration {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final String DONE = "done";

    /** An issue that is there. */
    private record Existing(String key, String category) {

        String path() {
            return "/issue/" + key;
        }
    }

    static Jira read(Fields fields) {
        var yaml = fields.yaml();
        var api = fields.addressOrGlobal("api_url", "jira_api_url", "Jira Cloud URL");
        fields.required("project", "jira_config");
        fields.required("issue_type", "jira_config");
        var type = fields.text("api_type", "auto");
        if (!Set.of("auto", "cloud", "datacenter").contains(type)) {
            throw yaml.wrong("api_type", "must be auto, cloud or datacenter");
        }
        var reopens = fields.text("reopen_transition");
        var reopenable = Spans.prometheus(yaml, "reopen_duration").orElse(Duration.ZERO);
        return new Jira(
                fields.sendResolved(true),
                api,
                fields.http(),
                new JiraSearch(
                        fields.text("project"),
                        fields.text("wont_fix_resolution"),
                        reopens.isEmpty() ? Duration.ZERO : reopenable,
                        JiraSearch.address(api, type)),
                JiraIssue.read(fields, api),
                reopens,
                fields.text("resolve_transition"));
    }

    @Override
    public String kind() {
        return "jira";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        return request(search.address(), search.body(message))
                .send(
                        sending,
                        answer ->
                                answer.isGood()
                                        ? found(answer, message, sending)
                                        : Post.judged(answer, sending));
    }

    private Post request(Secret address, JsonNode body) {
        // Transitions are found by their names, which are of the language that is asked for.
        return Post.json(address, http, body).header("Accept-Language", Secret.of("en"));
    }

    private Outcome found(HttpAnswer answer, Message message, Sending sending) {
        var issues = Json.read(answer.body()).map(json -> json.path("issues"));
        if (issues.isEmpty() || !issues.get().isArray()) {
            return new Outcome.Refused("no list of issues in the answer");
        }
        if (issues.get().isEmpty()) {
            return message.isFiring()
                    ? request(api, issue.opening(message)).path("/issue").send(sending)
                    : new Outcome.Delivered("no open issue", Map.of());
        }
        var first = issues.get().get(0);
        var key = first.path("key").asText();
        if (!KEY.matcher(key).matches()) {
            return new Outcome.Refused("an issue without a key in the answer");
        }
        var category = first.at("/fields/status/statusCategory/key").asText();
        return change(new Existing(key, category), message, sending);
    }

    private Outcome change(Existing existing, Message message, Sending sending) {
        return request(api, issue.change(message))
                .path(existing.path())
                .method("PUT")
                .send(
                        sending,
                        answer ->
                                answer.isGood()
                                        ? moved(existing, message, sending)
                                                .orElseGet(() -> Post.judged(answer, sending))
                                        : Post.judged(answer, sending));
    }

    /** Empty where the issue is what it shall be, or nothing says how it becomes that. */
    private Optional<Outcome> moved(Existing existing, Message message, Sending sending) {
        var transition = message.isFiring() ? reopens : resolves;
        boolean isDone = existing.category.equals(DONE);
        if (transition.isEmpty() || isDone != message.isFiring()) {
            return Optional.empty();
        }
        return Optional.of(
                asking(existing)
                        .send(
                                sending,
                                answer ->
                                        answer.isGood()
                                                ? move(existing, transition, answer, sending)
                                                : Post.judged(answer, sending)));
    }

    private Post asking(Existing existing) {
        return new Post("GET", api, "", http, Map.of(), "", Post.LIMIT)
                .header("Accept-Language", Secret.of("en"))
                .path(existing.path() + "/transitions");
    }

    private Outcome move(Existing existing, String transition, HttpAnswer answer, Sending sending) {
        var id =
                Json.read(answer.body())
                        .flatMap(
                                json ->
                                        json.path("transitions")
                                                .valueStream()
                                                .filter(
                                                        one ->
                                                                one.path("name")
                                                                        .asText()
                                                                        .equals(transition))
                                                .map(one -> one.path("id").asText())
                                                .findFirst());
        if (id.isEmpty()) {
            return new Outcome.Refused(
                    "can't find transition " + transition + " for issue " + existing.key);
        }
        var body = Json.object().put("transition", Json.object().put("id", id.get()).node());
        return request(api, body.node()).path(existing.path() + "/transitions").send(sending);
    }
}
