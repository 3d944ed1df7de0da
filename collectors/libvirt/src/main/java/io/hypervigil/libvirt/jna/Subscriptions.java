package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Pointer;
import io.hypervigil.libvirt.jna.EventFunctions.CloseCallback;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What libvirt calls back for one connection. Each holds the connection, so that all are taken back
 * before it is closed.
 *
 * <p>Thread: any.
 */
final class Subscriptions {

    private static final int LIFECYCLE = 0;

    private static final Registered<Consumer<CloseReason>> CLOSERS = new Registered<>();
    private static final CloseCallback CLOSED = Subscriptions::closed;

    private final Pointer connection;
    private final Queue<Runnable> silencings = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> endings = new ConcurrentLinkedQueue<>();

    Subscriptions(Pointer connection) {
        this.connection = connection;
    }

    /** Tells once when the connection breaks; on any thread, which is not to be held up. */
    void onClose(Consumer<CloseReason> listener) throws VirtException {
        long number = CLOSERS.add(listener);
        silencings.add(() -> CLOSERS.remove(number));
        int answer =
                EventFunctions.virConnectRegisterCloseCallback(connection, CLOSED, number, null);
        check("virConnectRegisterCloseCallback", answer);
        endings.add(() -> EventFunctions.virConnectUnregisterCloseCallback(connection, CLOSED));
    }

    /**
     * Asks for the events of all domains. One that the library or the daemon is too old for, or the
     * driver does not have, is left out.
     *
     * @return how many kinds there are
     */
    int onEvents(Consumer<DomainEvent> listener) throws VirtException {
        long number = VirtEvents.listeners().add(listener);
        silencings.add(() -> VirtEvents.listeners().remove(number));
        int known = 0;
        for (var entry : VirtEvents.all().entrySet()) {
            int id =
                    EventFunctions.virConnectDomainEventRegisterAny(
                            connection, null, entry.getKey(), entry.getValue(), number, null);
            if (id >= 0) {
                known++;
                endings.add(
                        () -> EventFunctions.virConnectDomainEventDeregisterAny(connection, id));
            } else if (entry.getKey() == LIFECYCLE) {
                refuseUnlessUnsupported();
            }
        }
        return known;
    }

    /** Tells nobody anything any more. Asks nobody. */
    void silence() {
        silencings.forEach(Runnable::run);
        silencings.clear();
    }

    /** Takes all back. The daemon is asked, and may not answer. */
    void end() {
        silence();
        endings.forEach(Runnable::run);
        endings.clear();
    }

    /** The first and oldest event fails where the connection does. */
    private static void refuseUnlessUnsupported() throws VirtException {
        var error = VirtErrors.last("virConnectDomainEventRegisterAny");
        if (error.code() != VirtErrorCode.VIR_ERR_NO_SUPPORT) {
            throw error;
        }
    }

    private static void closed(Pointer connection, int reason, long opaque) {
        var listener = CLOSERS.of(opaque);
        if (listener != null) {
            listener.accept(CloseReason.of(reason));
        }
    }
}
