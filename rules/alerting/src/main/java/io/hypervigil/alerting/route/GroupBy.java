package io.hypervigil.alerting.route;

import io.hypervigil.promql.labels.Labels;
import java.util.Set;

/**
 * By which labels alerts are put into one group.
 *
 * @param isAll by all labels, so that each alert is a group of its own ({@code ...} in the file)
 */
public record GroupBy(boolean isAll, Set<String> names) {

    /** By none: all alerts of the route are one group. */
    static final GroupBy NONE = new GroupBy(false, Set.of());

    public GroupBy {
        names = Set.copyOf(names);
    }

    /** The labels that the group of an alert is known by. */
    public Labels of(Labels alert) {
        return isAll ? alert : alert.keep(names);
    }
}
