package io.hypervigil.host.load;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.List;

/**
 * How many tasks ran or waited, averaged by the kernel.
 *
 * <pre>
 * node_load1 0.21
 * node_load5 0.27
 * node_load15 0.3
 * </pre>
 */
public final class Loadavg implements HostPart {

    public static final Group GROUP = Group.on("loadavg", "load averages from /proc/loadavg");

    static final Family LOAD1 =
            Family.gauge(GROUP, "node_load1", "Load average over 1 minute, from /proc/loadavg.");
    static final Family LOAD5 =
            Family.gauge(GROUP, "node_load5", "Load average over 5 minutes, from /proc/loadavg.");
    static final Family LOAD15 =
            Family.gauge(GROUP, "node_load15", "Load average over 15 minutes, from /proc/loadavg.");

    public static final List<Family> FAMILIES = List.of(LOAD1, LOAD5, LOAD15);

    private final FileTree proc;

    public Loadavg(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var load = proc.read("loadavg", Loadavg::parse);
        sink.add(LOAD1, load.overOneMinute);
        sink.add(LOAD5, load.overFiveMinutes);
        sink.add(LOAD15, load.overFifteenMinutes);
    }

    static Reading parse(Text text) {
        text.nextLine();
        return new Reading(text.number(), text.number(), text.number());
    }

    record Reading(double overOneMinute, double overFiveMinutes, double overFifteenMinutes) {}
}
