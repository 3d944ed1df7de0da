package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * libvirt-domain.h, what every libvirt since 1.2.8 has. A pointer that is written or an array of
 * them is a {@code long[]}: direct mapping takes no other.
 */
final class DomainFunctions {

    static {
        VirtLibrary.map(DomainFunctions.class);
    }

    private DomainFunctions() {}

    static native int virConnectListAllDomains(Pointer connection, long[] domains, int flags);

    static native int virConnectGetAllDomainStats(
            Pointer connection, int groups, long[] records, int flags);

    static native int virDomainListGetStats(long[] domains, int groups, long[] records, int flags);

    static native void virDomainStatsRecordListFree(Pointer records);

    static native @Nullable Pointer virDomainLookupByUUIDString(Pointer connection, String uuid);

    static native int virDomainFree(Pointer domain);

    static native @Nullable Pointer virDomainGetName(Pointer domain);

    static native int virDomainGetUUID(Pointer domain, byte[] uuid);

    static native int virDomainGetID(Pointer domain);

    static native @Nullable Pointer virDomainGetXMLDesc(Pointer domain, int flags);

    static native int virDomainGetInfo(Pointer domain, byte[] info);

    static native int virDomainBlockStats(Pointer domain, String disk, byte[] stats, long size);

    static native int virDomainInterfaceStats(
            Pointer domain, String device, byte[] stats, long size);

    static native int virDomainGetBlockInfo(Pointer domain, String disk, byte[] info, int flags);

    static native int virDomainGetControlInfo(Pointer domain, byte[] info, int flags);

    static native int virDomainGetJobStats(
            Pointer domain, int[] type, long[] params, int[] count, int flags);
}
