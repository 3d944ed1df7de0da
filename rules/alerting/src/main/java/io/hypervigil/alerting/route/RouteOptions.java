package io.hypervigil.alerting.route;

import java.time.Duration;

/**
 * What a route inherits from the one above it.
 *
 * @param groupWait before a new group is first told of
 * @param groupInterval before changes of a group are told
 * @param repeatInterval before an unchanged group is told of again
 */
public record RouteOptions(
        String receiver,
        GroupBy groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval) {

    /** Alertmanager's, for a tree whose root says nothing. */
    static final RouteOptions DEFAULTS =
            new RouteOptions(
                    "",
                    GroupBy.NONE,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofHours(4));
}
