package io.hypervigil.libvirt.connection;

import io.hypervigil.collect.Threads;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A read-only connection to libvirt that is opened again whenever it breaks.
 *
 * <p>A daemon that is killed is seen at once, one that hangs after 4 s; one that returns is found
 * within 5 s more. libvirt sets no limit to opening: an attempt that is late counts as failed, no
 * second one is made while it hangs, and it is taken over should it come back.
 *
 * <p>Thread: any; nothing here waits for libvirt.
 */
public final class Link implements AutoCloseable {

    private final LinkTarget target;
    private final LinkTimes times;
    private final LinkListener listener;
    private final Mailbox mailbox = new Mailbox();
    private final LinkKeeper keeper;

    private Link(
            LinkTarget target,
            Presence presence,
            LinkTimes times,
            LinkListener listener,
            InstantSource clock) {
        this.target = target;
        this.times = times;
        this.listener = listener;
        this.keeper =
                new LinkKeeper(presence, times, listener, clock, mailbox, this::attempt, this::let);
    }

    /** Begins to connect. */
    public static Link start(
            LinkTarget target,
            Presence presence,
            LinkTimes times,
            LinkListener listener,
            InstantSource clock) {
        var link = new Link(target, presence, times, listener, clock);
        var _ = Threads.start(target.suffixed("libvirt-link"), link.keeper::keep);
        return link;
    }

    /** Where it goes. */
    public LinkTarget target() {
        return target;
    }

    /** How it is. */
    public LinkState state() {
        return keeper.state();
    }

    /** Why there is nobody to connect to on this machine; empty where there is, or was once. */
    public Optional<String> whyAbsent() {
        return state() instanceof LinkState.Absent(_, var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    /** Waits until the first attempt has come to something, and no longer than that. */
    public void awaitKnown(Duration atMost) throws InterruptedException {
        keeper.awaitKnown(atMost);
    }

    /** How often a connection was opened after the first. */
    public long reconnects() {
        return keeper.reconnects();
    }

    /** Lets go of the connection. The second call does nothing. */
    @Override
    public void close() {
        mailbox.close();
    }

    /** Opens on a thread that may be lost. */
    private void attempt() {
        var _ =
                Threads.start(
                        target.suffixed("libvirt-open"),
                        () -> {
                            Signal answer = open();
                            if (!mailbox.post(answer)
                                    && answer instanceof Signal.Opened(var opening)) {
                                opening.connection().close();
                            }
                        });
    }

    /** The daemon is asked to let go, and may not answer. */
    private void let(VirtConnection connection) {
        var _ = Threads.start(target.suffixed("libvirt-close"), connection::close);
    }

    private Signal open() {
        try {
            var connection = VirtConnection.open(target.uri(), true);
            try {
                boolean isKeptAlive =
                        connection.keepAlive(times.keepAliveInterval(), times.keepAliveCount());
                connection.onClose(
                        reason -> mailbox.post(new Signal.Broken(connection, reason.text())));
                var info = connection.info();
                listener.up(connection);
                return new Signal.Opened(new Signal.Opening(connection, info, isKeptAlive));
            } catch (VirtException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (VirtException | RuntimeException | LinkageError e) {
            return new Signal.Refused(String.valueOf(e.getMessage()));
        }
    }
}
