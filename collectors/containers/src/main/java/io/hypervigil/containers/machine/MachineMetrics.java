package io.hypervigil.containers.machine;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.HostFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What dashboards of containers divide by.
 *
 * <pre>
 * machine_cpu_cores{machine_id="c0ffee…",system_uuid="4c4c…",boot_id="5e0b…"} 64
 * machine_memory_bytes{machine_id="c0ffee…",system_uuid="4c4c…",boot_id="5e0b…"} 2.74877906944e+11
 * </pre>
 *
 * <p>Thread: one.
 */
public final class MachineMetrics {

    public static final Group GROUP =
            Group.on("containers.machine", "CPUs and memory of the machine, in cAdvisor's names");

    private static final Family CORES =
            gauge("cpu_cores", "Logical CPUs that are switched on, from /sys/devices/system/cpu.");
    private static final Family PHYSICAL_CORES =
            gauge("cpu_physical_cores", "Cores, from /sys/devices/system/cpu.");
    private static final Family SOCKETS =
            gauge("cpu_sockets", "Sockets, from /sys/devices/system/cpu.");
    private static final Family MEMORY =
            gauge("memory_bytes", "Memory, from MemTotal of /proc/meminfo.");
    private static final Family SWAP =
            gauge("swap_bytes", "Swap, from SwapTotal of /proc/meminfo.");

    private static final Family VERSION =
            Family.gauge(
                    GROUP,
                    "cadvisor_version_info",
                    "Kernel, system and Docker; no version of cAdvisor, which this is none of, as"
                            + " the kubelet's gives none.",
                    "kernelVersion",
                    "osVersion",
                    "dockerVersion",
                    "cadvisorVersion",
                    "cadvisorRevision");

    public static final List<Family> FAMILIES =
            List.of(CORES, PHYSICAL_CORES, SOCKETS, MEMORY, SWAP, VERSION);

    /** CPUs are switched off and on, and swap is, but not often. */
    private static final int READ_EVERY = 20;

    private final HostFiles files;
    private @Nullable MachineReading reading;
    private int round;

    /**
     * @param files used by nobody else at the same time
     */
    public MachineMetrics(HostFiles files) {
        this.files = files;
    }

    /**
     * Writes what was read in this round or in one of the last.
     *
     * @param docker the version of the engine, "" where there is none
     */
    public void write(String docker, SampleSink sink) {
        var machine = reading;
        if (machine == null || round % READ_EVERY == 0) {
            machine = MachineReading.read(files, machine);
            reading = machine;
        }
        round++;
        write(machine, sink);
        sink.add(VERSION, 1, machine.kernel(), machine.system(), docker, "", "");
    }

    private static void write(MachineReading machine, SampleSink sink) {
        var labels = new String[] {machine.machineId(), machine.systemUuid(), machine.bootId()};
        var processors = machine.processors();
        if (processors.logical() > 0) {
            sink.add(CORES, processors.logical(), labels);
            sink.add(PHYSICAL_CORES, processors.physical(), labels);
            sink.add(SOCKETS, processors.sockets(), labels);
        }
        machine.memory().ifPresent(bytes -> sink.add(MEMORY, (double) bytes, labels));
        machine.swap().ifPresent(bytes -> sink.add(SWAP, (double) bytes, labels));
    }

    private static Family gauge(String what, String help) {
        return Family.gauge(GROUP, "machine_" + what, help, "machine_id", "system_uuid", "boot_id");
    }
}
