package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.active.AlertOrder;
import io.hypervigil.alerting.route.Route;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All groups, and which is due next. */
final class Groups {

    private static final Logger LOG = LoggerFactory.getLogger(Groups.class);

    /** When a group was to be flushed; out of date where the group says otherwise by now. */
    private record Timer(Instant at, Group group) {

        boolean isValid(Map<Group.Id, Group> groups) {
            return at.equals(group.flushAt()) && groups.get(group.id()) == group;
        }
    }

    private final int most;
    private final Instant notBefore;
    private final Map<Group.Id, Group> byId = new LinkedHashMap<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::at));
    private Route root;
    private long refused;
    private boolean isFull;

    /**
     * @param notBefore no group is due earlier
     */
    Groups(Route root, int most, Instant notBefore) {
        this.root = root;
        this.most = most;
        this.notBefore = notBefore;
    }

    int size() {
        return byId.size();
    }

    long refused() {
        return refused;
    }

    /** Puts an alert into the groups of the routes that it takes. */
    void put(Alert alert, Instant now) {
        root.matching(alert.labels()).forEach(route -> put(alert, route, Map.of(), now));
    }

    private void put(Alert alert, Route route, Map<Group.Id, Group> before, Instant now) {
        var id = new Group.Id(route.id(), route.options().groupBy().of(alert.labels()));
        var group = byId.get(id);
        if (group == null) {
            if (!hasRoom()) {
                refused++;
                return;
            }
            group = begin(id, route, before, now);
        }
        group.put(alert);
        var earliest = notEarlier(now);
        if (group.isOverdue(alert, now) && group.flushAt().isAfter(earliest)) {
            group.flushAt(earliest);
            timers.add(new Timer(earliest, group));
        }
    }

    private Group begin(Group.Id id, Route route, Map<Group.Id, Group> before, Instant now) {
        var old = before.get(id);
        var group =
                old == null
                        ? new Group(
                                route,
                                id.labels(),
                                notEarlier(now.plus(route.options().groupWait())))
                        : old.movedTo(route);
        byId.put(id, group);
        timers.add(new Timer(group.flushAt(), group));
        return group;
    }

    private Instant notEarlier(Instant when) {
        return when.isBefore(notBefore) ? notBefore : when;
    }

    private boolean hasRoom() {
        boolean wasFull = isFull;
        isFull = byId.size() >= most;
        if (isFull && !wasFull) {
            LOG.atError()
                    .addKeyValue("limit", most)
                    .log("too many groups of alerts, alerts of further ones are not told of");
        }
        return !isFull;
    }

    /** Those that are due, the earliest first; each is to be given its next time. */
    Collection<Group> takeDue(Instant now) {
        var due = new LinkedHashSet<Group>();
        while (!timers.isEmpty() && !timers.peek().at().isAfter(now)) {
            var timer = timers.poll();
            if (timer != null && timer.isValid(byId)) {
                due.add(timer.group());
            }
        }
        return due;
    }

    void flushed(Group group, Instant next) {
        group.flushed(next);
        timers.add(new Timer(next, group));
    }

    /** When the next one may be due. */
    Optional<Instant> nextAt() {
        return Optional.ofNullable(timers.peek()).map(Timer::at);
    }

    void forgetEmpty() {
        if (byId.values().removeIf(Group::isEmpty)) {
            timers.removeIf(timer -> !timer.isValid(byId));
        }
    }

    Optional<Group> awaiting(String id) {
        return byId.values().stream().filter(group -> group.isAwaiting(id)).findFirst();
    }

    /** Sorts all alerts anew. */
    void reroute(Route newRoot, Collection<Alert> active, Instant now) {
        var before = Map.copyOf(byId);
        // Those in groups too: what ended may not have been told of yet.
        var all = new LinkedHashMap<Long, Alert>();
        before.values()
                .forEach(
                        group ->
                                group.inOrder()
                                        .forEach(alert -> all.put(alert.fingerprint(), alert)));
        active.stream()
                .filter(alert -> !alert.isResolvedAt(now))
                .forEach(alert -> all.put(alert.fingerprint(), alert));
        root = newRoot;
        byId.clear();
        timers.clear();
        for (var alert : all.values()) {
            root.matching(alert.labels()).forEach(route -> put(alert, route, before, now));
        }
    }

    List<GroupView> views(Function<Route, List<String>> mutedBy) {
        return byId.values().stream()
                .filter(group -> group.size() > 0)
                .map(
                        group ->
                                new GroupView(
                                        group.labels(),
                                        group.route().options().receiver(),
                                        group.key(),
                                        mutedBy.apply(group.route()),
                                        group.inOrder()))
                .sorted(
                        Comparator.comparing(GroupView::labels, AlertOrder.BY_SIZE)
                                .thenComparing(GroupView::receiver))
                .toList();
    }
}
