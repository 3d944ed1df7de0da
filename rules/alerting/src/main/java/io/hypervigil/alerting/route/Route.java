package io.hypervigil.alerting.route;

import io.hypervigil.alerting.match.Matchers;
import io.hypervigil.promql.labels.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of the tree by which alerts find their receivers.
 *
 * <p>Thread: any; immutable.
 *
 * @param key the matchers from the root down, as group keys begin: {@code {}/{severity="page"}}
 * @param id the key with the places among siblings, which no other route of the tree has
 * @param isContinued whether siblings after it are tried though it matches
 * @param muteTimes names of intervals in which it tells nothing
 * @param activeTimes names of intervals outside of which it tells nothing; where there are none, it
 *     always tells
 */
public record Route(
        String key,
        String id,
        Matchers matchers,
        boolean isContinued,
        RouteOptions options,
        List<String> muteTimes,
        List<String> activeTimes,
        List<Route> children) {

    public Route {
        muteTimes = List.copyOf(muteTimes);
        activeTimes = List.copyOf(activeTimes);
        children = List.copyOf(children);
    }

    /**
     * The routes that an alert takes, depth first and from left to right; of a route and those
     * below it, those below where any matches.
     *
     * @return none where this one does not match; of the root always at least one
     */
    public List<Route> matching(Labels labels) {
        var found = new ArrayList<Route>();
        collect(labels, found);
        return found;
    }

    private boolean collect(Labels labels, List<Route> found) {
        if (!matchers.matches(labels)) {
            return false;
        }
        boolean isBelow = false;
        for (var child : children) {
            boolean isFound = child.collect(labels, found);
            isBelow |= isFound;
            if (isFound && !child.isContinued) {
                break;
            }
        }
        if (!isBelow) {
            found.add(this);
        }
        return true;
    }
}
