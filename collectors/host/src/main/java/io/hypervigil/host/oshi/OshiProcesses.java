package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;

/**
 * How many processes there are. OSHI's list of them is not asked for: it costs 15 MB of garbage.
 *
 * <pre>
 * node_processes_pids 412
 * </pre>
 */
public final class OshiProcesses implements HostPart {

    public static final Group GROUP = Group.on("processes", "how many processes, by OSHI");

    static final Family PIDS = Family.gauge(GROUP, "node_processes_pids", "Processes there are.");

    public static final List<Family> FAMILIES = List.of(PIDS);

    @Override
    public void sample(SampleSink sink) {
        sink.add(PIDS, Oshi.system().getProcessCount());
    }
}
