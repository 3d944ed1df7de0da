package io.hypervigil.promql.script;

import io.hypervigil.promql.labels.Labels;
import java.util.List;

/** The labels of a series and a row of values. */
public record Series(Labels labels, List<Point> points) {

    public Series {
        points = List.copyOf(points);
    }
}
