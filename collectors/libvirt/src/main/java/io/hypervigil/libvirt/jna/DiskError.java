package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk that a guest could not write to or read from (virDomainDiskError).
 *
 * @param target as the domain names it: {@code vda}
 */
public record DiskError(String target, Kind kind) {

    /** virDomainDiskErrorCode, in its order. */
    public enum Kind {
        NONE,
        UNSPECIFIED,
        NO_SPACE
    }

    /** virDomainDiskError: disk at 0, error at 8. */
    static final int BYTES = 16;

    static final int ERROR = 8;

    private static final int MAX_DISKS = 1024;

    /** The disks of a running domain that have an error. Waits for its hypervisor. */
    public static List<DiskError> of(VirtDomain domain) throws VirtException {
        int disks =
                check(
                        "virDomainGetDiskErrors",
                        StateFunctions.virDomainGetDiskErrors(domain.pointer(), null, 0, 0));
        if (disks == 0) {
            return List.of();
        }
        var bytes = new byte[Math.min(disks, MAX_DISKS) * BYTES];
        int count =
                check(
                        "virDomainGetDiskErrors",
                        StateFunctions.virDomainGetDiskErrors(
                                domain.pointer(), bytes, bytes.length / BYTES, 0));
        return read(bytes, count);
    }

    /** Copies errors and frees their names. */
    private static List<DiskError> read(byte[] bytes, int count) {
        var errors = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        var kinds = Kind.values();
        var read = new ArrayList<DiskError>(count);
        for (int at = 0; at < count * BYTES; at += BYTES) {
            int kind = errors.getInt(at + ERROR);
            var target = Texts.taken(new Pointer(errors.getLong(at)));
            read.add(
                    new DiskError(
                            target,
                            kind >= 0 && kind < kinds.length ? kinds[kind] : Kind.UNSPECIFIED));
        }
        return read;
    }
}
