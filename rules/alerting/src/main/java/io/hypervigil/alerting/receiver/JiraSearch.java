package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.Addresses;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.promql.labels.Quoted;
import java.time.Duration;
import java.util.List;

/**
 * How the issue of a group is found.
 *
 * @param project a template
 * @param wontFix the resolution of issues that are not to be opened again; empty for none
 * @param reopenable how long ago an issue may have been closed that is taken up again
 * @param address where is searched
 */
record JiraSearch(String project, String wontFix, Duration reopenable, Secret address) {

    private static final String OPEN = "statusCategory != Done and ";

    /** Jira Cloud has a search of its own in version 3, whatever version the rest is of. */
    static Secret address(Secret api, String type) {
        if (!(api instanceof Secret.Inline(var text))) {
            return api;
        }
        boolean isCloud =
                type.equals("cloud")
                        || (type.equals("auto")
                                && Addresses.parsed(text)
                                        .filter(uri -> uri.getHost().endsWith("atlassian.net"))
                                        .isPresent());
        return Secret.of(
                isCloud
                        ? Addresses.joined(text.replaceFirst("/2(/?)$", "/3$1"), "/search/jql")
                        : Addresses.joined(text, "/search"));
    }

    /** The label that every issue of the group carries. */
    static String label(Message message) {
        return "ALERT{" + message.hashedKey() + "}";
    }

    JsonNode body(Message message) {
        return Json.object()
                .put("fields", Json.texts(List.of("status")))
                .put("jql", query(message))
                .put("maxResults", 2)
                .node();
    }

    private String query(Message message) {
        var resolution =
                wontFix.isEmpty()
                        ? ""
                        : "(resolution is EMPTY or resolution != "
                                + Quoted.text(wontFix)
                                + ") and ";
        return resolution
                + state(message.isFiring())
                + ("project=" + Quoted.text(message.text(project)))
                + (" and labels=" + Quoted.text(label(message)))
                + " order by status ASC,resolutiondate DESC";
    }

    private String state(boolean isFiring) {
        long minutes = reopenable.toMinutes();
        return isFiring && minutes > 0
                ? "(resolutiondate is EMPTY OR resolutiondate >= -" + minutes + "m) and "
                : OPEN;
    }
}
