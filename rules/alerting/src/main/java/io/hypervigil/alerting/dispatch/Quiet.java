package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.inhibit.Inhibitor;
import io.hypervigil.alerting.interval.TimeIntervals;
import io.hypervigil.alerting.route.Route;
import io.hypervigil.alerting.silence.Silences;
import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Knows what is not told of at a moment, and why. */
final class Quiet {

    private final Inhibitor inhibitor;
    private final Silences silences;
    private final TimeIntervals times;
    private long silenced;
    private long inhibited;
    private long muted;

    Quiet(Inhibitor inhibitor, Silences silences, TimeIntervals times) {
        this.inhibitor = inhibitor;
        this.silences = silences;
        this.times = times;
    }

    /** With the file read anew; what was counted stays. */
    Quiet with(Inhibitor newInhibitor, TimeIntervals newTimes) {
        var next = new Quiet(newInhibitor, silences, newTimes);
        next.silenced = silenced;
        next.inhibited = inhibited;
        next.muted = muted;
        return next;
    }

    Inhibitor inhibitor() {
        return inhibitor;
    }

    Silences silences() {
        return silences;
    }

    /** Those that are told of. */
    List<Alert> audible(Route route, List<Alert> alerts, Instant now) {
        if (!mutedBy(route, now).isEmpty()) {
            muted += alerts.size();
            return List.of();
        }
        var audible = new ArrayList<Alert>(alerts.size());
        for (var alert : alerts) {
            if (!inhibitor.inhibitors(alert.labels(), now).isEmpty()) {
                inhibited++;
            } else if (!silences.silencing(alert.labels(), now).isEmpty()) {
                silenced++;
            } else {
                audible.add(alert);
            }
        }
        return audible;
    }

    /** The names of the intervals because of which a route tells nothing; none while it tells. */
    List<String> mutedBy(Route route, Instant now) {
        if (!route.activeTimes().isEmpty() && times.holding(route.activeTimes(), now).isEmpty()) {
            return route.activeTimes();
        }
        return times.holding(route.muteTimes(), now);
    }

    AlertStatus status(Labels labels, List<String> mutedBy, Instant now) {
        return new AlertStatus(
                silences.silencing(labels, now), inhibitor.inhibitors(labels, now), mutedBy);
    }

    long silenced() {
        return silenced;
    }

    long inhibited() {
        return inhibited;
    }

    long muted() {
        return muted;
    }
}
