package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.value.QueryValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The series that tell of alerts: {@code ALERTS} and {@code ALERTS_FOR_STATE}. */
final class AlertSeries {

    static final String ALERT_NAME = "alertname";
    static final String ALERT_STATE = "alertstate";
    static final String ALERTS = "ALERTS";
    static final String FOR_STATE = "ALERTS_FOR_STATE";

    private AlertSeries() {}

    /** Two samples for each alert that is pending or firing. */
    static List<QueryValue.Sample> of(Collection<Alert> alerts, long millis) {
        var samples = new ArrayList<QueryValue.Sample>(2 * alerts.size());
        for (var alert : alerts) {
            if (alert.isActive()) {
                samples.add(new QueryValue.Sample(state(alert), millis, 1, null));
                samples.add(
                        new QueryValue.Sample(
                                forState(alert),
                                millis,
                                (double) alert.activeAt().getEpochSecond(),
                                null));
            }
        }
        return samples;
    }

    /** The series that tell of alerts that are pending or firing. */
    static Set<Labels> names(Collection<Alert> alerts) {
        var names = new HashSet<Labels>();
        for (var alert : alerts) {
            if (alert.isActive()) {
                names.add(state(alert));
                names.add(forState(alert));
            }
        }
        return names;
    }

    private static Labels state(Alert alert) {
        return alert.labels().with(Labels.NAME, ALERTS).with(ALERT_STATE, alert.state().text());
    }

    private static Labels forState(Alert alert) {
        return alert.labels().with(Labels.NAME, FOR_STATE);
    }
}
