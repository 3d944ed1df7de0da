package io.hypervigil.nvml.xid;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * All that was told of XIDs so far, by PCI address: a GPU that is lost has no other name.
 *
 * <p>It begins with what the kernel's ring still holds, and ends with the process; nothing is
 * forgotten when a GPU is lost.
 *
 * <p>Thread: any.
 */
public final class XidLedger {

    /** What NVML says where it does not know the number: the kernel's log does. */
    static final int UNKNOWN_XID = 999;

    /** Whoever may write to the kernel's log shall not fill our memory. */
    private static final int MOST_ENTRIES = 4096;

    private final Map<Key, Tally> xids = new HashMap<>();
    private final Map<Key, Tally> switchXids = new HashMap<>();
    private final Map<MigKey, Long> migXids = new HashMap<>();
    private final Map<String, Instant> fallen = new TreeMap<>();
    private final Map<String, String> uuids = new HashMap<>();
    private boolean isKernelLogRead;

    /**
     * @param address of the GPU or switch
     * @param xid or SXID
     */
    record Key(String address, int xid) {}

    /**
     * @param gpuInstance of MIG
     * @param computeInstance of MIG; -1 where only the GPU instance is said
     */
    record MigKey(Key key, int gpuInstance, int computeInstance) {}

    /** The kernel's log is there, so that what an event does not know is known from it. */
    synchronized void kernelLogIsRead(boolean isRead) {
        isKernelLogRead = isRead;
    }

    /** The kernel's log tells something. */
    synchronized void said(GpuMessage message, Instant at) {
        switch (message) {
            case GpuMessage.Xid xid -> saidXid(xid, at);
            case GpuMessage.SwitchXid(var address, int sxid) ->
                    sight(switchXids, new Key(address, sxid), Tally.Source.KERNEL_LOG, at);
            case GpuMessage.FallenOff(var address) -> fell(address, at);
            case GpuMessage.Named(var address, var uuid) -> uuids.put(address, uuid);
        }
    }

    /** The driver's library tells of an XID. */
    synchronized void event(String address, int xid, Instant at) {
        if (xid != UNKNOWN_XID || !isKernelLogRead) {
            sight(xids, new Key(address, xid), Tally.Source.EVENT, at);
        }
    }

    /** GPUs by address, as far as their UUIDs are known now; what was known is kept. */
    synchronized void named(Map<String, String> known) {
        uuids.putAll(known);
    }

    /** The UUID of a GPU, or its address where nobody knows one. */
    synchronized String nameOf(String address) {
        return uuids.getOrDefault(address, address);
    }

    synchronized boolean isEmpty() {
        return xids.isEmpty() && switchXids.isEmpty() && fallen.isEmpty();
    }

    synchronized boolean has(String address, int xid) {
        return xids.containsKey(new Key(address, xid));
    }

    /** The last XID of the GPU at an address; 0 where it had none. */
    public synchronized int lastXid(String address) {
        int last = 0;
        var at = Instant.MIN;
        for (var entry : xids.entrySet()) {
            if (entry.getKey().address().equals(address) && entry.getValue().last().isAfter(at)) {
                last = entry.getKey().xid();
                at = entry.getValue().last();
            }
        }
        return last;
    }

    synchronized void forEachXid(BiConsumer<Key, Tally> taker) {
        xids.forEach(taker);
    }

    synchronized void forEachSwitchXid(BiConsumer<Key, Tally> taker) {
        switchXids.forEach(taker);
    }

    synchronized void forEachMigXid(BiConsumer<MigKey, Long> taker) {
        migXids.forEach(taker);
    }

    /** When GPUs fell off the bus, by address. */
    synchronized void forEachFallen(BiConsumer<String, Instant> taker) {
        fallen.forEach(taker);
    }

    private void saidXid(GpuMessage.Xid said, Instant at) {
        var key = new Key(said.address(), said.xid());
        sight(xids, key, Tally.Source.KERNEL_LOG, at);
        if (said.xid() == XidMeaning.FALLEN_OFF_BUS.xid()) {
            fell(said.address(), at);
        }
        if (said.gpuInstance().isPresent() && migXids.size() < MOST_ENTRIES) {
            var instance = said.gpuInstance().getAsInt();
            migXids.merge(
                    new MigKey(key, instance, said.computeInstance().orElse(-1)), 1L, Long::sum);
        }
    }

    private void fell(String address, Instant at) {
        if (fallen.size() < MOST_ENTRIES) {
            fallen.merge(address, at, (old, now) -> now.isAfter(old) ? now : old);
        }
    }

    private static void sight(Map<Key, Tally> tallies, Key key, Tally.Source source, Instant at) {
        if (tallies.size() < MOST_ENTRIES || tallies.containsKey(key)) {
            tallies.computeIfAbsent(key, _ -> new Tally()).sighted(source, at);
        }
    }
}
