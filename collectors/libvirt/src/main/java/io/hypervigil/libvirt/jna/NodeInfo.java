package io.hypervigil.libvirt.jna;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The host as libvirt sees it (virNodeInfo).
 *
 * @param model of its processors: {@code x86_64}
 * @param memoryKibibytes all of it
 * @param cpus that are online
 * @param megahertz expected of a processor; 0 where nobody knows
 * @param nodes NUMA cells
 * @param sockets of a cell
 * @param cores of a socket
 * @param threads of a core
 */
public record NodeInfo(
        String model,
        long memoryKibibytes,
        int cpus,
        int megahertz,
        int nodes,
        int sockets,
        int cores,
        int threads) {

    static final int BYTES = 64;
    static final int MEMORY = 32;
    static final int CPUS = 40;
    static final int MEGAHERTZ = 44;
    static final int NODES = 48;
    static final int SOCKETS = 52;
    static final int CORES = 56;
    static final int THREADS = 60;

    static NodeInfo read(byte[] bytes) {
        var info = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return new NodeInfo(
                Texts.of(Arrays.copyOf(bytes, MEMORY)),
                info.getLong(MEMORY),
                info.getInt(CPUS),
                info.getInt(MEGAHERTZ),
                info.getInt(NODES),
                info.getInt(SOCKETS),
                info.getInt(CORES),
                info.getInt(THREADS));
    }
}
