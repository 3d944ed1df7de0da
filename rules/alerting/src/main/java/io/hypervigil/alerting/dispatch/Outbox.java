package io.hypervigil.alerting.dispatch;

import java.io.IOException;
import java.util.Set;

/**
 * Takes notifications and sees to their delivery, however long that takes.
 *
 * <p>It reports each one's end to {@link Deliveries} before it forgets it, so that a crash between
 * the two costs a duplicate and never a message. Until then the same group is not offered again to
 * the same target.
 *
 * <p>Thread: any. It reports from a thread of its own, never from within {@link #offer}, and holds
 * no lock meanwhile that {@link #offer} or {@link #waiting} needs.
 */
public interface Outbox {

    /**
     * Takes a notification: once this returns it outlives the process, or, where the disk cannot be
     * written, is delivered from memory. One whose id is waiting already is not taken twice. It
     * never waits for a receiver.
     *
     * @throws IOException where there is no room; it is offered again after the group's interval
     */
    void offer(Notification notification) throws IOException;

    /** The ids of those that it has neither delivered nor given up. */
    Set<String> waiting();
}
