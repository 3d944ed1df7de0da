package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.alerting.active.ActiveAlerts;
import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.active.Fingerprint;
import io.hypervigil.alerting.dispatch.AlertStatus;
import io.hypervigil.alerting.dispatch.Dispatcher;
import io.hypervigil.alerting.dispatch.GroupView;
import io.hypervigil.alerting.match.Matchers;
import io.hypervigil.promql.labels.Labels;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Alerts and their groups in the words of the API. */
final class AlertsApi {

    private final Dispatcher dispatcher;
    private final ActiveAlerts alerts;

    AlertsApi(Dispatcher dispatcher, ActiveAlerts alerts) {
        this.dispatcher = dispatcher;
        this.alerts = alerts;
    }

    JsonNode list(Query query) {
        var config = dispatcher.config();
        var meant = receivers(query);
        var filter = new AlertFilter(query);
        var answer = JsonNodeFactory.instance.arrayNode();
        alerts.firing().stream()
                .sorted(Comparator.comparing(alert -> Fingerprint.text(alert.fingerprint())))
                .forEach(
                        alert -> {
                            var receivers = config.receiversOf(alert.labels());
                            var status = dispatcher.status(alert.labels());
                            if (receivers.stream().anyMatch(meant)
                                    && filter.isMeant(alert, status)) {
                                answer.add(node(alert, receivers, status));
                            }
                        });
        return answer;
    }

    JsonNode groups(Query query) {
        var meant = receivers(query);
        var filter = new AlertFilter(query);
        boolean isMutedAsked = query.isOn("muted");
        var groups =
                dispatcher.groups().stream().filter(group -> meant.test(group.receiver())).toList();
        var receivers = receiversByAlert(groups);
        var answer = JsonNodeFactory.instance.arrayNode();
        for (var group : groups) {
            if (isMutedAsked || group.mutedBy().isEmpty()) {
                var members = members(group, filter, receivers);
                if (!members.isEmpty()) {
                    answer.add(node(group, members));
                }
            }
        }
        return answer;
    }

    private ArrayNode members(
            GroupView group, AlertFilter filter, Map<Long, Set<String>> receivers) {
        var members = JsonNodeFactory.instance.arrayNode();
        for (var alert : group.alerts()) {
            var known = dispatcher.status(alert.labels());
            var status = new AlertStatus(known.silencedBy(), known.inhibitedBy(), group.mutedBy());
            if (alerts.isFiring(alert) && filter.isMeant(alert, status)) {
                members.add(
                        node(alert, receivers.getOrDefault(alert.fingerprint(), Set.of()), status));
            }
        }
        return members;
    }

    private static Map<Long, Set<String>> receiversByAlert(List<GroupView> groups) {
        return groups.stream()
                .flatMap(
                        group ->
                                group.alerts().stream()
                                        .map(
                                                alert ->
                                                        Map.entry(
                                                                alert.fingerprint(),
                                                                group.receiver())))
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(
                                        Map.Entry::getValue,
                                        Collectors.toCollection(TreeSet::new))));
    }

    private static ObjectNode node(GroupView group, ArrayNode members) {
        var node = JsonNodeFactory.instance.objectNode();
        node.set("alerts", members);
        Fields.put(node, "labels", group.labels().toMap());
        node.putObject("receiver").put("name", group.receiver());
        node.putObject("routeLabels");
        return node;
    }

    /** Whether a receiver is meant by its name and by its labels. */
    private Predicate<String> receivers(Query query) {
        var byName = query.receiver();
        Matchers byLabels = query.matchers("receiver_matchers");
        if (byLabels.all().isEmpty()) {
            return byName;
        }
        var known = dispatcher.config().receivers();
        return byName.and(
                name -> {
                    var receiver = known.get(name);
                    return receiver != null && byLabels.matches(Labels.of(receiver.labels()));
                });
    }

    private static ObjectNode node(Alert alert, Collection<String> receivers, AlertStatus status) {
        var node = JsonNodeFactory.instance.objectNode();
        Fields.put(node, "annotations", alert.annotations());
        node.put("endsAt", Times.text(alert.endsAt()));
        node.put("fingerprint", Fingerprint.text(alert.fingerprint()));
        var names = node.putArray("receivers");
        receivers.forEach(name -> names.addObject().put("name", name));
        node.put("startsAt", Times.text(alert.startsAt()));
        var state = node.putObject("status");
        texts(state.putArray("inhibitedBy"), status.inhibitedBy());
        texts(state.putArray("mutedBy"), status.mutedBy());
        texts(state.putArray("silencedBy"), status.silencedBy());
        state.put("state", status.isSuppressed() ? "suppressed" : "active");
        node.put("updatedAt", Times.text(alert.updatedAt()));
        if (!alert.generatorUrl().isEmpty()) {
            node.put("generatorURL", alert.generatorUrl());
        }
        Fields.put(node, "labels", alert.labels().toMap());
        return node;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
