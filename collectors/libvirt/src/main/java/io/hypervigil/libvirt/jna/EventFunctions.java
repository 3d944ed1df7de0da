package io.hypervigil.libvirt.jna;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * libvirt-event.h and, of libvirt-host.h and libvirt-domain.h, what has libvirt call us. What it is
 * to give back to a callback is a number, not a pointer.
 */
final class EventFunctions {

    static {
        VirtLibrary.map(EventFunctions.class);
    }

    private EventFunctions() {}

    static native int virEventRegisterDefaultImpl();

    static native int virEventRunDefaultImpl();

    static native int virConnectRegisterCloseCallback(
            Pointer connection, CloseCallback callback, long opaque, @Nullable Pointer free);

    static native int virConnectUnregisterCloseCallback(Pointer connection, CloseCallback callback);

    static native int virConnectDomainEventRegisterAny(
            Pointer connection,
            @Nullable Pointer domain,
            int event,
            Callback callback,
            long opaque,
            @Nullable Pointer free);

    static native int virConnectDomainEventDeregisterAny(Pointer connection, int callbackId);

    /** virConnectCloseFunc. */
    interface CloseCallback extends Callback {
        void closed(Pointer connection, int reason, long opaque);
    }
}
