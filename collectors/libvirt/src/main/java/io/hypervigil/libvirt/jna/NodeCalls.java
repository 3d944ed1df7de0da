package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a connection says of its host. */
public final class NodeCalls {

    /** virNodeMemoryStats: field at 0, value at 80. */
    static final int STAT_BYTES = 88;

    static final int STAT_VALUE = 80;

    private static final int ALL_CELLS = -1;
    private static final int MAX_STATS = 64;

    private NodeCalls() {}

    /** The host. */
    public static NodeInfo info(VirtConnection connection) throws VirtException {
        try (var _ = connection.use()) {
            var info = new byte[NodeInfo.BYTES];
            check("virNodeGetInfo", ConnectFunctions.virNodeGetInfo(connection.pointer(), info));
            return NodeInfo.read(info);
        }
    }

    /** The host's memory in KiB, by what it is: total, free, buffers, cached. */
    public static Map<String, Long> memoryKibibytes(VirtConnection connection)
            throws VirtException {
        try (var _ = connection.use()) {
            var count = new int[1];
            check("virNodeGetMemoryStats", memory(connection, null, count));
            count[0] = Math.clamp(count[0], 0, MAX_STATS);
            var stats = new byte[count[0] * STAT_BYTES];
            check("virNodeGetMemoryStats", memory(connection, stats, count));
            return byField(stats, Math.min(count[0], stats.length / STAT_BYTES));
        }
    }

    private static int memory(VirtConnection connection, byte @Nullable [] stats, int[] count) {
        return NodeFunctions.virNodeGetMemoryStats(
                connection.pointer(), ALL_CELLS, stats, count, 0);
    }

    private static Map<String, Long> byField(byte[] stats, int count) {
        var values = ByteBuffer.wrap(stats).order(ByteOrder.nativeOrder());
        var byField = new TreeMap<String, Long>();
        for (int i = 0; i < count; i++) {
            int at = i * STAT_BYTES;
            var field = Texts.of(Arrays.copyOfRange(stats, at, at + STAT_VALUE));
            byField.put(field, values.getLong(at + STAT_VALUE));
        }
        return byField;
    }
}
