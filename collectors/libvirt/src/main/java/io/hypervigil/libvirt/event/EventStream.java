package io.hypervigil.libvirt.event;

import io.hypervigil.collect.Threads;
import io.hypervigil.libvirt.connection.LinkListener;
import io.hypervigil.libvirt.jna.DomainEvent;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The events of a connection, from libvirt's event loop, which is never held up, to those who count
 * and those who read anew. What does not fit into the queue is dropped and counted, and everything
 * is read anew instead.
 *
 * <p>Thread: any; it delivers on one of its own.
 */
public final class EventStream implements LinkListener, AutoCloseable {

    /** A thousand domains that all start at once tell some four events each. */
    static final int CAPACITY = 8_192;

    private final EventLedger ledger;
    private final DirtyListener listener;
    private final Queue<DomainEvent> waiting = new ArrayDeque<>();
    private boolean isOverflowing;
    private boolean isClosed;

    private EventStream(EventLedger ledger, DirtyListener listener) {
        this.ledger = ledger;
        this.listener = listener;
    }

    /**
     * Begins to deliver.
     *
     * @param role of the thread: {@code libvirt-event-east}
     */
    public static EventStream start(String role, EventLedger ledger, DirtyListener listener) {
        var stream = new EventStream(ledger, listener);
        var _ = Threads.start(role, stream::deliver);
        return stream;
    }

    /** Registers for the events of a fresh connection; then everything is read anew. */
    @Override
    public void up(VirtConnection connection) throws VirtException {
        connection.onEvents(this::accept);
        listener.allDirty();
    }

    @Override
    public void down(String reason) {
        // Events that were missed are made up for once it is up again.
    }

    /** Takes an event. Returns at once. */
    public synchronized void accept(DomainEvent event) {
        if (waiting.size() < CAPACITY) {
            waiting.add(event);
        } else {
            isOverflowing = true;
            ledger.dropped();
        }
        notifyAll();
    }

    /** Ends the delivery. What waits is dropped. */
    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    private void deliver() {
        try {
            for (var event = next(); event != null; event = next()) {
                deliver(event);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(DomainEvent event) {
        ledger.count(event);
        for (var respect : Effect.of(event.kind())) {
            listener.dirty(event.uuid(), respect);
        }
        if (hasOverflown()) {
            listener.allDirty();
        }
    }

    /** Said once the queue is empty again: what comes then is not lost. */
    private synchronized boolean hasOverflown() {
        boolean isOver = isOverflowing && waiting.isEmpty();
        isOverflowing = isOverflowing && !isOver;
        return isOver;
    }

    private synchronized @Nullable DomainEvent next() throws InterruptedException {
        while (!isClosed && waiting.isEmpty()) {
            wait();
        }
        return isClosed ? null : waiting.poll();
    }
}
