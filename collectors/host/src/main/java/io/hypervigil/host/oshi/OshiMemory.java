package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;
import oshi.hardware.GlobalMemory;

/**
 * Memory and swap, in the names of Linux that dashboards and rules ask for.
 *
 * <pre>
 * node_memory_MemAvailable_bytes 2.5276510208e+10
 * </pre>
 */
public final class OshiMemory implements HostPart {

    public static final Group GROUP = Group.on("meminfo", "memory and swap, by OSHI");

    static final Family TOTAL =
            Family.gauge(GROUP, "node_memory_MemTotal_bytes", "Memory of the machine.");
    static final Family AVAILABLE =
            Family.gauge(
                    GROUP,
                    "node_memory_MemAvailable_bytes",
                    "Memory that programs can have without swapping.");
    static final Family SWAP_TOTAL =
            Family.gauge(GROUP, "node_memory_SwapTotal_bytes", "Swap space.");
    static final Family SWAP_FREE =
            Family.gauge(GROUP, "node_memory_SwapFree_bytes", "Swap space that is free.");
    static final Family SWAPPED_IN =
            Family.counter(
                    GROUP, "node_memory_swapped_in_bytes_total", "Bytes read back from swap.");
    static final Family SWAPPED_OUT =
            Family.counter(GROUP, "node_memory_swapped_out_bytes_total", "Bytes written to swap.");

    public static final List<Family> FAMILIES =
            List.of(TOTAL, AVAILABLE, SWAP_TOTAL, SWAP_FREE, SWAPPED_IN, SWAPPED_OUT);

    @Override
    public void sample(SampleSink sink) {
        map(Oshi.hardware().getMemory(), sink);
    }

    static void map(GlobalMemory memory, SampleSink sink) {
        var swap = memory.getVirtualMemory();
        sink.add(TOTAL, (double) memory.getTotal());
        sink.add(AVAILABLE, (double) memory.getAvailable());
        sink.add(SWAP_TOTAL, (double) swap.getSwapTotal());
        sink.add(SWAP_FREE, (double) (swap.getSwapTotal() - swap.getSwapUsed()));
        sink.add(SWAPPED_IN, (double) swap.getSwapPagesIn() * memory.getPageSize());
        sink.add(SWAPPED_OUT, (double) swap.getSwapPagesOut() * memory.getPageSize());
    }
}
