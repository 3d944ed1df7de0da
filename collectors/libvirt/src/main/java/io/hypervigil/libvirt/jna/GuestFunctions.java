package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;

/** libvirt-domain.h: what a guest agent says, since 5.7. */
final class GuestFunctions {

    static {
        VirtLibrary.map(GuestFunctions.class);
    }

    private GuestFunctions() {}

    static native int virDomainGetGuestInfo(
            Pointer domain, int types, long[] params, int[] count, int flags);
}
