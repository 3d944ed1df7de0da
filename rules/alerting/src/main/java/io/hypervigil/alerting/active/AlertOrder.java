package io.hypervigil.alerting.active;

import io.hypervigil.promql.labels.Labels;
import java.util.Comparator;
import java.util.TreeSet;

/** The order in which Alertmanager shows alerts: by job, by instance, by all labels. */
public final class AlertOrder {

    /** Of groups: fewer labels before more, then label by label. */
    public static final Comparator<Labels> BY_SIZE = AlertOrder::compareAll;

    /** Of their labels; those without a job or an instance come after those with one. */
    public static final Comparator<Labels> BY_LABELS =
            Comparator.comparing((Labels labels) -> !labels.has("job"))
                    .thenComparing(labels -> labels.get("job"))
                    .thenComparing(labels -> !labels.has("instance"))
                    .thenComparing(labels -> labels.get("instance"))
                    .thenComparing(BY_SIZE);

    /** Of alerts. */
    public static final Comparator<Alert> BY_ALERT = Comparator.comparing(Alert::labels, BY_LABELS);

    private AlertOrder() {}

    /** The fewer labels first; of as many, the set that lacks the first name that one lacks. */
    private static int compareAll(Labels one, Labels other) {
        int sizes = Integer.compare(one.size(), other.size());
        if (sizes != 0) {
            return sizes;
        }
        var names = new TreeSet<>(one.toMap().keySet());
        names.addAll(other.toMap().keySet());
        for (var name : names) {
            int values = one.get(name).compareTo(other.get(name));
            if (values != 0) {
                return values;
            }
        }
        return 0;
    }
}
