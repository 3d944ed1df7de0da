package io.hypervigil.libvirt.connection;

import java.time.Duration;

/**
 * How patient a connection is.
 *
 * @param openDeadline an attempt to open that takes longer counts as failed
 * @param firstPause from a failed attempt to the next; doubles from failure to failure
 * @param longestPause what it doubles to
 * @param keepAliveInterval whole seconds from one keepalive to the next
 * @param keepAliveCount how many may go unanswered; the connection breaks one interval later
 */
public record LinkTimes(
        Duration openDeadline,
        Duration firstPause,
        Duration longestPause,
        Duration keepAliveInterval,
        int keepAliveCount) {

    /**
     * A daemon that hangs is seen after 4 s, one that returns at most 5 s after it did.
     *
     * <p>A daemon takes at most 5 calls at once of a client (max_client_requests) and reads no
     * keepalive while there are as many: whoever reads keeps to 4.
     */
    public static final LinkTimes READING =
            new LinkTimes(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    1);

    /**
     * For connections that are many: the link sees first that a daemon hangs, and each keepalive
     * wakes both sides. A call is let go of within 12 s, before its round is given up.
     */
    public static final LinkTimes POOLED =
            new LinkTimes(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(6),
                    1);

    /** As libvirtd's own: a migration is not to break because a machine was busy for seconds. */
    public static final LinkTimes ACTING =
            new LinkTimes(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    5);
}
