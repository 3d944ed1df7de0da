package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.active.AlertOrder;
import io.hypervigil.alerting.route.Route;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Quoted;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Alerts of one route that are told of together. */
final class Group {

    /** By which a group is found. */
    record Id(String routeId, Labels labels) {}

    private final Route route;
    private final Labels labels;
    private final String key;
    private final Map<Long, Alert> alerts = new LinkedHashMap<>();
    private final Set<String> awaited = new HashSet<>();
    private List<Alert> settling = List.of();
    private Instant flushAt;
    private boolean isFlushed;

    Group(Route route, Labels labels, Instant flushAt) {
        this.route = route;
        this.labels = labels;
        this.key = route.key() + ":" + text(labels);
        this.flushAt = flushAt;
    }

    /** As Alertmanager writes them: no name is quoted, whatever is in it. */
    private static String text(Labels labels) {
        var text = new StringJoiner(", ", "{", "}");
        labels.forEach((name, value) -> text.add(name + "=" + Quoted.text(value)));
        return text.toString();
    }

    /** The same under a route that was read anew, with no alerts yet. */
    Group movedTo(Route newRoute) {
        var moved = new Group(newRoute, labels, flushAt);
        moved.isFlushed = isFlushed;
        moved.awaited.addAll(awaited);
        moved.settling = settling;
        return moved;
    }

    Id id() {
        return new Id(route.id(), labels);
    }

    Route route() {
        return route;
    }

    Labels labels() {
        return labels;
    }

    /** As Alertmanager's messages name it. */
    String key() {
        return key;
    }

    Instant flushAt() {
        return flushAt;
    }

    void put(Alert alert) {
        alerts.put(alert.fingerprint(), alert);
    }

    /**
     * Whether an alert has waited long enough elsewhere that the group need not wait for others.
     */
    boolean isOverdue(Alert alert, Instant now) {
        return !isFlushed && alert.startsAt().plus(route.options().groupWait()).isBefore(now);
    }

    void flushAt(Instant when) {
        flushAt = when;
    }

    void flushed(Instant next) {
        isFlushed = true;
        flushAt = next;
    }

    List<Alert> inOrder() {
        return alerts.values().stream().sorted(AlertOrder.BY_ALERT).toList();
    }

    boolean isEmpty() {
        return alerts.isEmpty() && awaited.isEmpty();
    }

    int size() {
        return alerts.size();
    }

    /**
     * Notes that news of the group are on their way.
     *
     * @param ended the alerts that were well when they were written
     */
    void await(Collection<String> ids, List<Alert> ended) {
        // While older news are on their way, what ended since may not be in them.
        if (awaited.isEmpty()) {
            settling = ended;
        }
        awaited.addAll(ids);
    }

    /** Notes that news of the group arrived; once all did, what ended before them is forgotten. */
    void delivered(String id) {
        awaited.remove(id);
        if (awaited.isEmpty()) {
            forget(settling);
            settling = List.of();
        }
    }

    /** Notes that news of the group were given up: what ended is told of again. */
    void failed(String id) {
        awaited.remove(id);
        settling = List.of();
    }

    boolean isAwaiting(String id) {
        return awaited.contains(id);
    }

    /** Forgets alerts, but those that were told of anew meanwhile. */
    void forget(List<Alert> ended) {
        ended.forEach(alert -> alerts.remove(alert.fingerprint(), alert));
    }
}
