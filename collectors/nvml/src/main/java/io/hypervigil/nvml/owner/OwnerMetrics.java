package io.hypervigil.nvml.owner;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Owners of GPUs, what they use and what it cost. The label {@code gpu} is the GPU's UUID, or its
 * PCI address while no driver of the host has it: then a virtual machine has all of it.
 *
 * <pre>
 * gpu_owner_info{gpu="GPU-7f3c…",owner_type="vm",owner_id="1b4e28ba-…",owner_name="web1"} 0.5
 * gpu_owner_memory_bytes{gpu="GPU-7f3c…",owner_type="vm",owner_id="1b4e28ba-…"} 8.5e+09
 * gpu_owner_sm_ratio{gpu="GPU-7f3c…",owner_type="vm",owner_id="1b4e28ba-…"} 0.37
 * gpu_owner_energy_joules_total{gpu="GPU-7f3c…",owner_type="vm",owner_id="1b4e28ba-…"} 81234.5
 * </pre>
 */
public final class OwnerMetrics {

    public static final Group GROUP =
            Group.on("nvml.owners", "whose GPUs are: claims, /proc/PID/cgroup and NVML together");

    private static final Family INFO =
            gauge(
                    GROUP,
                    "gpu_owner_info",
                    "Share of the GPU that an owner has, from the configuration of virtual"
                            + " machines, containers and pods, from a scheduler's files and from"
                            + " what runs.",
                    "owner_type",
                    "owner_id",
                    "owner_name");
    private static final Family MEMORY =
            gauge(
                    GROUP,
                    "gpu_owner_memory_bytes",
                    "GPU memory that an owner uses, from nvmlDeviceGet*RunningProcesses and"
                            + " nvmlVgpuInstanceGetFbUsage.",
                    "owner_type",
                    "owner_id");
    private static final Family SM =
            gauge(
                    GROUP,
                    "gpu_owner_sm_ratio",
                    "Share of the GPU's streaming multiprocessors that an owner had, from"
                            + " nvmlDeviceGetProcessUtilization, nvmlDeviceGetVgpuUtilization and,"
                            + " in even parts for the processes of a MIG instance,"
                            + " nvmlGpmMigSampleGet.",
                    "owner_type",
                    "owner_id");
    private static final Family ENERGY =
            counter(
                    GROUP,
                    "gpu_owner_energy_joules_total",
                    "Energy of the GPU by the work of its owners, or by their shares while it is"
                            + " idle; of MIG instances without monitors, those before Hopper, an"
                            + " estimate by their compute slices. From"
                            + " nvmlDeviceGetTotalEnergyConsumption.",
                    "owner_type",
                    "owner_id");

    public static final List<Family> FAMILIES = List.of(INFO, MEMORY, SM, ENERGY);

    private OwnerMetrics() {}

    static void write(
            Ownership ownership,
            Map<String, Map<OwnerKey, Double>> shares,
            Map<Place, Double> joules,
            SampleSink sink) {
        shares.forEach(
                (gpu, owners) ->
                        owners.forEach(
                                (owner, share) ->
                                        sink.add(
                                                INFO,
                                                share,
                                                gpu,
                                                owner.typeLabel(),
                                                owner.id(),
                                                ownership.name(owner))));
        var memory = new TreeMap<Place, Double>();
        var sm = new TreeMap<Place, Double>();
        for (Usage usage : ownership.usages()) {
            var place = new Place(usage.gpu(), usage.owner());
            usage.memoryBytes()
                    .ifPresent(bytes -> memory.merge(place, (double) bytes, Double::sum));
            usage.smShare().ifPresent(share -> sm.merge(place, share, Double::sum));
        }
        write(MEMORY, memory, sink);
        write(SM, sm, sink);
        write(ENERGY, joules, sink);
    }

    private static void write(Family family, Map<Place, Double> values, SampleSink sink) {
        values.forEach(
                (place, value) ->
                        sink.add(
                                family,
                                value,
                                place.gpu(),
                                place.owner().typeLabel(),
                                place.owner().id()));
    }
}
