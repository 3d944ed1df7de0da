package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * The snapshots of a domain, as long as its handle is open.
 *
 * <p>Thread: that of the handle.
 */
public final class SnapshotControl {

    private static final int CREATE_DISK_ONLY = 1 << 4;
    private static final int CREATE_QUIESCE = 1 << 6;
    private static final int CREATE_ATOMIC = 1 << 7;
    private static final int REVERT_RUNNING = 1;
    private static final int REVERT_PAUSED = 1 << 1;
    private static final int DELETE_CHILDREN = 1;

    private final Pointer domain;

    SnapshotControl(Pointer domain) {
        this.domain = domain;
    }

    /** What state a domain is in after it went back. */
    public enum Afterwards {
        /** As it was when the snapshot was taken. */
        AS_IT_WAS(0),
        RUNNING(REVERT_RUNNING),
        PAUSED(REVERT_PAUSED);

        private final int bits;

        Afterwards(int bits) {
            this.bits = bits;
        }
    }

    /**
     * @param name unique within the domain
     * @param xml its description
     * @param isCurrent whether the domain went on from it
     */
    public record Snapshot(String name, String xml, boolean isCurrent) {}

    /**
     * Takes one.
     *
     * @param isDiskOnly without memory, into new files beside the old ones
     * @param isQuiesced once the guest's agent has frozen its file systems
     * @return its name
     */
    public String create(String xml, boolean isDiskOnly, boolean isQuiesced) throws VirtException {
        int flags =
                CREATE_ATOMIC
                        | (isDiskOnly ? CREATE_DISK_ONLY : 0)
                        | (isQuiesced ? CREATE_QUIESCE : 0);
        var made =
                check(
                        "virDomainSnapshotCreateXML",
                        SnapshotFunctions.virDomainSnapshotCreateXML(domain, xml, flags));
        try {
            return name(made);
        } finally {
            SnapshotFunctions.virDomainSnapshotFree(made);
        }
    }

    /** All of them, in no order. */
    public List<Snapshot> all() throws VirtException {
        var array = new long[1];
        int count =
                check(
                        "virDomainListAllSnapshots",
                        SnapshotFunctions.virDomainListAllSnapshots(domain, array, 0));
        var pointers = new Pointer(array[0]).getPointerArray(0, count);
        Native.free(array[0]);
        try {
            var all = new ArrayList<Snapshot>(count);
            for (Pointer each : pointers) {
                all.add(snapshot(each));
            }
            return all;
        } finally {
            for (Pointer each : pointers) {
                SnapshotFunctions.virDomainSnapshotFree(each);
            }
        }
    }

    /** Takes the domain back to one. */
    public void revert(String name, Afterwards afterwards) throws VirtException {
        with(
                name,
                "virDomainRevertToSnapshot",
                it -> SnapshotFunctions.virDomainRevertToSnapshot(it, afterwards.bits));
    }

    /** Deletes one; what was taken after it goes too, or is joined to what was before. */
    public void delete(String name, boolean withChildren) throws VirtException {
        with(
                name,
                "virDomainSnapshotDelete",
                it ->
                        SnapshotFunctions.virDomainSnapshotDelete(
                                it, withChildren ? DELETE_CHILDREN : 0));
    }

    /** A call with a snapshot. */
    private interface Call {
        int on(Pointer snapshot);
    }

    private void with(String name, String function, Call call) throws VirtException {
        var found =
                check(
                        "virDomainSnapshotLookupByName",
                        SnapshotFunctions.virDomainSnapshotLookupByName(domain, name, 0));
        try {
            check(function, call.on(found));
        } finally {
            SnapshotFunctions.virDomainSnapshotFree(found);
        }
    }

    private static Snapshot snapshot(Pointer snapshot) throws VirtException {
        var xml =
                check(
                        "virDomainSnapshotGetXMLDesc",
                        SnapshotFunctions.virDomainSnapshotGetXMLDesc(snapshot, 0));
        return new Snapshot(
                name(snapshot),
                Texts.taken(xml),
                SnapshotFunctions.virDomainSnapshotIsCurrent(snapshot, 0) == 1);
    }

    private static String name(Pointer snapshot) {
        var name = SnapshotFunctions.virDomainSnapshotGetName(snapshot);
        return name == null ? "" : name.getString(0, "UTF-8");
    }
}
