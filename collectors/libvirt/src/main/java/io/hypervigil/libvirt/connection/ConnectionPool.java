package io.hypervigil.libvirt.connection;

import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Connections to where a {@link Link} goes, one for each thread that asks at a time. The link knows
 * whether there is somebody to connect to; opening and asking are left to those threads, which may
 * be lost.
 *
 * <p>Thread: any.
 */
public final class ConnectionPool implements VirtSource, AutoCloseable {

    /** As many as are used while tiers meet; to open one costs as much as asking 20 domains. */
    private static final int KEPT = 6;

    private final Link link;
    private final boolean isReadOnly;
    private final LinkTimes times;
    private final Deque<VirtConnection> idle = new ArrayDeque<>();
    private boolean isClosed;

    private ConnectionPool(Link link, boolean isReadOnly, LinkTimes times) {
        this.link = link;
        this.isReadOnly = isReadOnly;
        this.times = times;
    }

    /** Connections that may only read. */
    public static ConnectionPool reading(Link link) {
        return new ConnectionPool(link, true, LinkTimes.POOLED);
    }

    /** Connections that may change things. */
    public static ConnectionPool acting(Link link) {
        return new ConnectionPool(link, false, LinkTimes.ACTING);
    }

    @Override
    public boolean isThere() {
        return link.state() instanceof LinkState.Up;
    }

    @Override
    public String absence() {
        return switch (link.state()) {
            case LinkState.Up _ -> "";
            case LinkState.Down(_, var reason) -> link.target().uri() + ": " + reason;
            case LinkState.Absent(_, var reason) -> reason;
        };
    }

    @Override
    public VirtConnection take() throws VirtException {
        for (var kept = poll(); kept != null; kept = poll()) {
            if (kept.isAlive()) {
                return kept;
            }
            kept.close();
        }
        return opened();
    }

    @Override
    public void giveBack(VirtConnection connection) {
        if (!keeps(connection)) {
            connection.close();
        }
    }

    /** Keeps none any more. The second call does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        for (var kept = poll(); kept != null; kept = poll()) {
            kept.close();
        }
    }

    private VirtConnection opened() throws VirtException {
        var connection = VirtConnection.open(link.target().uri(), isReadOnly);
        try {
            connection.keepAlive(times.keepAliveInterval(), times.keepAliveCount());
            return connection;
        } catch (VirtException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized @Nullable VirtConnection poll() {
        return idle.poll();
    }

    private synchronized boolean keeps(VirtConnection connection) {
        if (isClosed || idle.size() >= KEPT || !connection.isIdle() || !isThere()) {
            return false;
        }
        idle.push(connection);
        return true;
    }
}
