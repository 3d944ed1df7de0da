package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.NodeCalls;
import io.hypervigil.libvirt.jna.NodeInfo;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.List;
import java.util.Map;

/**
 * The host as libvirt sees it.
 *
 * <pre>
 * libvirt_node_cpus 64
 * libvirt_node_memory_free_bytes 1.34217728e+11
 * </pre>
 *
 * <p>Thread: any.
 */
public final class Node {

    public static final Group GROUP = Group.on("libvirt.node", "the host as libvirt sees it");

    private static final long KIBIBYTE = 1024;
    private static final double MEGAHERTZ = 1e6;

    private static final Family CPUS = node("cpus", "CPUs online, from virNodeGetInfo.");
    private static final Family NODES = node("numa_nodes", "NUMA cells, from virNodeGetInfo.");
    private static final Family SOCKETS =
            node("sockets", "Sockets of a NUMA cell, from virNodeGetInfo.");
    private static final Family CORES = node("cores", "Cores of a socket, from virNodeGetInfo.");
    private static final Family THREADS =
            node("threads", "Threads of a core, from virNodeGetInfo.");
    private static final Family FREQUENCY =
            node(
                    "cpu_frequency_hertz",
                    "Frequency that a CPU is expected to have, from virNodeGetInfo.");
    private static final Family MEMORY =
            node("memory_bytes", "Memory of the host, from virNodeGetInfo.");
    private static final Family FREE =
            node("memory_free_bytes", "Memory that nobody uses, from virNodeGetMemoryStats.");
    private static final Family BUFFERS =
            node("memory_buffers_bytes", "Memory in buffers, from virNodeGetMemoryStats.");
    private static final Family CACHED =
            node("memory_cached_bytes", "Memory in the page cache, from virNodeGetMemoryStats.");
    private static final Family INFO =
            gauge(
                    GROUP,
                    "libvirt_node_info",
                    "The host's kind of processor, from virNodeGetInfo.",
                    "model");
    public static final List<Family> FAMILIES =
            List.of(
                    CPUS, NODES, SOCKETS, CORES, THREADS, FREQUENCY, MEMORY, FREE, BUFFERS, CACHED,
                    INFO);

    /** virNodeGetMemoryStats' names; its total is what virNodeGetInfo says. */
    private static final Map<String, Family> MEMORY_STATS =
            Map.of("free", FREE, "buffers", BUFFERS, "cached", CACHED);

    /**
     * Reads it.
     *
     * @throws VirtException where the connection says nothing of its host
     */
    public void read(VirtConnection connection, SampleSink out) throws VirtException {
        write(NodeCalls.info(connection), out);
        var refusals = new Refusals(GROUP, out);
        try {
            NodeCalls.memoryKibibytes(connection)
                    .forEach((field, value) -> write(field, value, out));
        } catch (VirtException e) {
            refusals.tell("libvirt_node_memory_free_bytes", e);
        }
    }

    private static void write(NodeInfo info, SampleSink out) {
        out.add(INFO, 1, info.model());
        out.add(CPUS, info.cpus());
        out.add(NODES, info.nodes());
        out.add(SOCKETS, info.sockets());
        out.add(CORES, info.cores());
        out.add(THREADS, info.threads());
        out.add(MEMORY, (double) (info.memoryKibibytes() * KIBIBYTE));
        if (info.megahertz() > 0) {
            out.add(FREQUENCY, info.megahertz() * MEGAHERTZ);
        }
    }

    private static void write(String field, long kibibytes, SampleSink out) {
        var family = MEMORY_STATS.get(field);
        if (family != null) {
            out.add(family, (double) (kibibytes * KIBIBYTE));
        }
    }

    private static Family node(String name, String help) {
        return gauge(GROUP, "libvirt_node_" + name, help);
    }
}
