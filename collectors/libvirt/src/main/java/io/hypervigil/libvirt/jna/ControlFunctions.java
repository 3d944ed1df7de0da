package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * libvirt-domain.h, what changes a domain and what libvirt-java has no call for; and those calls
 * that a text goes into, which libvirt-java hands over in the encoding of the locale.
 */
final class ControlFunctions {

    static {
        VirtLibrary.map(ControlFunctions.class);
    }

    private ControlFunctions() {}

    static native @Nullable Pointer virDomainLookupByName(Pointer connection, String name);

    static native @Nullable Pointer virDomainDefineXMLFlags(
            Pointer connection, String xml, int flags);

    static native int virDomainGetState(Pointer domain, int[] state, int[] reason, int flags);

    static native int virDomainShutdownFlags(Pointer domain, int flags);

    static native int virDomainDestroyFlags(Pointer domain, int flags);

    static native int virDomainGetVcpusFlags(Pointer domain, int flags);

    /** An unsigned long, which is 64 bits on every 64-bit Linux. */
    static native int virDomainSetMemoryFlags(Pointer domain, long kibibytes, int flags);

    static native int virDomainAttachDeviceFlags(Pointer domain, String xml, int flags);

    static native int virDomainDetachDeviceFlags(Pointer domain, String xml, int flags);
}
