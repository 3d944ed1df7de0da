package io.hypervigil.alerting.active;

import io.hypervigil.promql.labels.Labels;
import java.util.Comparator;

/** The order in which Alertmanager shows alerts: by job, by instance, by all labels. */
public final class AlertOrder {

    /** Of their labels; those without a job or an instance come after those with one. */
    public static final Comparator<Labels> BY_LABELS =
            Comparator.comparing((Labels labels) -> !labels.has("job"))
                    .thenComparing(labels -> labels.get("job"))
                    .thenComparing(labels -> !labels.has("instance"))
                    .thenComparing(labels -> labels.get("instance"))
                    .thenComparing(Comparator.naturalOrder());

    /** Of alerts. */
    public static final Comparator<Alert> BY_ALERT = Comparator.comparing(Alert::labels, BY_LABELS);

    private AlertOrder() {}
}
