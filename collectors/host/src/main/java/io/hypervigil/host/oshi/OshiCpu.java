package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import oshi.hardware.CentralProcessor.TickType;

/**
 * What each CPU spent its time on.
 *
 * <pre>
 * node_cpu_seconds_total{cpu="0",mode="user"} 1214.62
 * </pre>
 */
public final class OshiCpu implements HostPart {

    public static final Group GROUP = Group.on("cpu", "what each CPU spent its time on, by OSHI");

    static final Family SECONDS =
            Family.counter(
                    GROUP, "node_cpu_seconds_total", "Time a CPU spent in a mode.", "cpu", "mode");

    public static final List<Family> FAMILIES = List.of(SECONDS);

    private static final double MILLIS = 1000;

    @Override
    public void sample(SampleSink sink) {
        map(Oshi.hardware().getProcessor().getProcessorCpuLoadTicks(), sink);
    }

    /** OSHI gives 0 for the modes that a system does not keep apart. */
    static void map(long[][] millis, SampleSink sink) {
        for (TickType mode : TickType.values()) {
            boolean isKept = Arrays.stream(millis).anyMatch(ofCpu -> ofCpu[mode.getIndex()] != 0);
            for (int cpu = 0; isKept && cpu < millis.length; cpu++) {
                sink.add(
                        SECONDS,
                        millis[cpu][mode.getIndex()] / MILLIS,
                        Integer.toString(cpu),
                        mode.name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
