package io.hypervigil.web.listen;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.AbstractMetaDataConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose next request does not get to the end of its headers. Jetty's idle time
 * begins anew with each byte, so that a client that drips would hold a connection for ever.
 *
 * <p>HTTP/2 connections are left to Jetty's own limits.
 *
 * <p>Thread: the connector's scheduler.
 */
final class HeadDeadline extends AbstractLifeCycle {

    /** How exact the deadline is, as a part of it. */
    private static final int LOOKS = 5;

    private final AbstractConnector connector;
    private final long deadlineNanos;
    private final LongSupplier nanoTime;
    private Map<EndPoint, Progress> progress = new HashMap<>();
    private Scheduler.@Nullable Task next;

    HeadDeadline(AbstractConnector connector, Duration deadline, LongSupplier nanoTime) {
        this.connector = connector;
        this.deadlineNanos = deadline.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        var task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void schedule() {
        next =
                connector
                        .getScheduler()
                        .schedule(this::lookAgain, deadlineNanos / LOOKS, TimeUnit.NANOSECONDS);
    }

    private void lookAgain() {
        try {
            look();
        } finally {
            if (isRunning()) {
                schedule();
            }
        }
    }

    private void look() {
        long now = nanoTime.getAsLong();
        var seen = new HashMap<EndPoint, Progress>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            var connection = innermost(endPoint);
            // HTTP/2 has requests side by side, and frames between them.
            if (connection != null && !isHttp2(connection)) {
                var at = Progress.of(connection, progress.get(endPoint), now);
                if (at.isPast(now, deadlineNanos)) {
                    endPoint.close();
                } else {
                    seen.put(endPoint, at);
                }
            }
        }
        progress = seen;
    }

    /** What reads the requests, within TLS where there is TLS. */
    private static @Nullable Connection innermost(EndPoint endPoint) {
        var connection = endPoint.getConnection();
        return connection instanceof SslConnection ssl
                ? ssl.getSslEndPoint().getConnection()
                : connection;
    }

    private static boolean isHttp2(Connection connection) {
        return connection instanceof ConnectionMetaData
                && !(connection instanceof AbstractMetaDataConnection);
    }

    /**
     * How far a connection has come.
     *
     * @param requests whose headers came to their end
     * @param bytes read when the last of them was seen
     * @param waitingSince since when the next one's headers are awaited
     * @param isWaiting whether a part of them has come, or no request ever did
     */
    private record Progress(long requests, long bytes, long waitingSince, boolean isWaiting) {

        static Progress of(Connection connection, @Nullable Progress before, long now) {
            // -1 where TLS and its choice of protocol are not done.
            long requests = Math.max(0, connection.getMessagesIn());
            long bytes = connection.getBytesIn();
            boolean isUnderWay = requests > Math.max(0, connection.getMessagesOut());
            if (before == null || requests > before.requests || isUnderWay) {
                return new Progress(requests, bytes, now, requests == 0);
            }
            if (before.isWaiting) {
                return before;
            }
            return bytes == before.bytes ? before : new Progress(requests, bytes, now, true);
        }

        boolean isPast(long now, long deadlineNanos) {
            return isWaiting && now - waitingSince >= deadlineNanos;
        }
    }
}
