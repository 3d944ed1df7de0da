package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;

/** libvirt-domain.h: messages, since 7.1. */
final class MessageFunctions {

    static {
        VirtLibrary.map(MessageFunctions.class);
    }

    private MessageFunctions() {}

    static native int virDomainGetMessages(Pointer domain, long[] messages, int flags);
}
