package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.util.List;

/**
 * Load averages, which Windows does not keep.
 *
 * <pre>
 * node_load1 0.21
 * </pre>
 */
public final class OshiLoad implements HostPart {

    public static final Group GROUP = Group.on("loadavg", "load averages, by OSHI");

    static final Family LOAD1 = Family.gauge(GROUP, "node_load1", "Load average over 1 minute.");
    static final Family LOAD5 = Family.gauge(GROUP, "node_load5", "Load average over 5 minutes.");
    static final Family LOAD15 =
            Family.gauge(GROUP, "node_load15", "Load average over 15 minutes.");

    public static final List<Family> FAMILIES = List.of(LOAD1, LOAD5, LOAD15);

    @Override
    public void sample(SampleSink sink) {
        map(Oshi.hardware().getProcessor().getSystemLoadAverage(FAMILIES.size()), sink);
    }

    static void map(double[] averages, SampleSink sink) {
        if (averages[0] < 0) {
            throw new NotHere("this system keeps no load average");
        }
        for (int i = 0; i < averages.length; i++) {
            sink.add(FAMILIES.get(i), averages[i]);
        }
    }
}
