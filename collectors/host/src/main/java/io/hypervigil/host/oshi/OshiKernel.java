package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;

/**
 * When the machine started, and what its kernel counted since.
 *
 * <pre>
 * node_boot_time_seconds 1795235149
 * node_context_switches_total 8.9e+07
 * </pre>
 */
public final class OshiKernel implements HostPart {

    public static final Group GROUP = Group.on("stat", "what the kernel counts, by OSHI");

    static final Family BOOT_TIME =
            Family.gauge(
                    GROUP, "node_boot_time_seconds", "When it started, in seconds since 1970.");
    static final Family SWITCHES =
            Family.counter(
                    GROUP, "node_context_switches_total", "Times a CPU went to another task.");
    static final Family INTERRUPTS = Family.counter(GROUP, "node_intr_total", "Interrupts served.");

    public static final List<Family> FAMILIES = List.of(BOOT_TIME, SWITCHES, INTERRUPTS);

    @Override
    public void sample(SampleSink sink) {
        var processor = Oshi.hardware().getProcessor();
        map(
                Oshi.system().getSystemBootTime(),
                processor.getContextSwitches(),
                processor.getInterrupts(),
                sink);
    }

    /** A count of 0 is one that the system does not keep: by now there were some. */
    static void map(long bootTime, long switches, long interrupts, SampleSink sink) {
        sink.add(BOOT_TIME, (double) bootTime);
        if (switches > 0) {
            sink.add(SWITCHES, (double) switches);
        }
        if (interrupts > 0) {
            sink.add(INTERRUPTS, (double) interrupts);
        }
    }
}
