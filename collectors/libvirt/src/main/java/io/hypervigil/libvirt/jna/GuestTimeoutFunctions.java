package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;

/** libvirt-domain.h: how long a guest agent is waited for, since 5.10. */
final class GuestTimeoutFunctions {

    static {
        VirtLibrary.map(GuestTimeoutFunctions.class);
    }

    private GuestTimeoutFunctions() {}

    static native int virDomainAgentSetResponseTimeout(Pointer domain, int seconds, int flags);
}
