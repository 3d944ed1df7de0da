package io.hypervigil.nvml.dcgm;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.MetricType;
import io.hypervigil.collect.SampleSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields are given, and where each comes from.
 *
 * <pre>
 * DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-7f3c…",pci_bus_id="00000000:3B:00.0",device="nvidia0",modelName="NVIDIA H100",Hostname="h1",DCGM_FI_DRIVER_VERSION="550.54.15"} 41
 * </pre>
 *
 * <p>Thread: any.
 */
public final class DcgmPlan {

    /** Asked for by {@code --nvml.compat=dcgm}. */
    public static final Group GROUP =
            Group.on("nvml.dcgm", "dcgm-exporter's names for GPUs, where --nvml.compat says so");

    private static final String NAME = "DCGM_FI_*";
    private static final String HELP = "What dcgm-exporter gives under this name, from NVML.";

    /** Types and labels are the list's. */
    public static final List<Family> FAMILIES = List.of(Family.untyped(GROUP, NAME, HELP, "*"));

    private static final List<String> LABELS =
            List.of("gpu", "UUID", "pci_bus_id", "device", "modelName", "Hostname");

    private static final List<String> LABELS_OF_INSTANCE =
            List.of(
                    "gpu",
                    "UUID",
                    "pci_bus_id",
                    "device",
                    "modelName",
                    "GPU_I_PROFILE",
                    "GPU_I_ID",
                    "Hostname");

    /** What dcgm-exporter gives where it is told nothing, in our words. */
    private static final String DEFAULT =
            """
            DCGM_FI_DEV_SM_CLOCK, gauge, Clock of the streaming multiprocessors (in MHz).
            DCGM_FI_DEV_MEM_CLOCK, gauge, Clock of the memory (in MHz).
            DCGM_FI_DEV_MEMORY_TEMP, gauge, Temperature of the memory (in C).
            DCGM_FI_DEV_GPU_TEMP, gauge, Temperature of the GPU (in C).
            DCGM_FI_DEV_POWER_USAGE, gauge, Power of the board (in W).
            DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION, counter, Energy since the driver was loaded (in mJ).
            DCGM_FI_DEV_PCIE_REPLAY_COUNTER, counter, PCIe packets sent again.
            DCGM_FI_DEV_GPU_UTIL, gauge, How busy the GPU is (in %).
            DCGM_FI_DEV_MEM_COPY_UTIL, gauge, How busy the memory is (in %).
            DCGM_FI_DEV_ENC_UTIL, gauge, How busy the encoder is (in %).
            DCGM_FI_DEV_DEC_UTIL, gauge, How busy the decoder is (in %).
            DCGM_FI_DEV_XID_ERRORS, gauge, The last XID.
            DCGM_FI_DEV_FB_FREE, gauge, Memory that nobody uses (in MiB).
            DCGM_FI_DEV_FB_USED, gauge, Memory in use (in MiB).
            DCGM_FI_DEV_FB_RESERVED, gauge, Memory that the driver keeps (in MiB).
            DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL, counter, Bytes over all NVLinks, both ways (in MB/s).
            DCGM_FI_DEV_VGPU_LICENSE_STATUS, gauge, Whether the vGPU is licensed.
            DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS, counter, Rows replaced after uncorrectable errors.
            DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS, counter, Rows replaced after correctable errors.
            DCGM_FI_DEV_ROW_REMAP_FAILURE, gauge, Whether replacing a row has failed.
            DCGM_FI_PROF_GR_ENGINE_ACTIVE, gauge, Share of time in which the graphics engine is active.
            DCGM_FI_PROF_PIPE_TENSOR_ACTIVE, gauge, Share of cycles in which the tensor pipe is active.
            DCGM_FI_PROF_DRAM_ACTIVE, gauge, Share of cycles in which the memory sends or receives.
            DCGM_FI_PROF_PCIE_TX_BYTES, gauge, Bytes a second sent over PCIe.
            DCGM_FI_PROF_PCIE_RX_BYTES, gauge, Bytes a second received over PCIe.
            DCGM_FI_DRIVER_VERSION, label, Version of the driver
            """;

    private final List<Given> given = new ArrayList<>();
    private final Map<String, List<Use>> uses = new HashMap<>();
    private final Map<String, List<Use>> usesOfInstance = new HashMap<>();
    private final List<String> labelFields = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    /**
     * A field with its families.
     *
     * @param family of a GPU
     * @param ofInstance of an instance of a divided GPU
     */
    record Given(DcgmField field, Family family, Family ofInstance) {}

    /** A sample of ours that is part of a field. */
    record Use(int given, List<String> labels, double weight) {}

    private DcgmPlan(List<DcgmEntry> entries) {
        for (DcgmEntry entry : entries) {
            if (entry.type().isEmpty()) {
                labelFields.add(entry.field());
            }
        }
        entries.forEach(this::give);
    }

    /**
     * The fields of a list that can be had.
     *
     * @throws IllegalArgumentException with file and line of what is wrong with the list
     */
    public static DcgmPlan of(DcgmSettings settings) {
        return new DcgmPlan(
                settings.counters()
                        .map(DcgmList::read)
                        .orElseGet(() -> DcgmList.parse("default list", DEFAULT)));
    }

    /** Tells of the fields that NVML does not give. */
    void tellUnknown(SampleSink sink) {
        unknown.forEach(name -> sink.missing(name, "it is not made of what NVML gives"));
    }

    /** Whether a field is wanted. */
    boolean gives(String name) {
        return given.stream().anyMatch(one -> one.field.name().equals(name));
    }

    List<Given> given() {
        return given;
    }

    List<Use> uses(String family) {
        return uses.getOrDefault(family, List.of());
    }

    List<String> labelFields() {
        return labelFields;
    }

    /** Of our families those of instances, by what dcgm-exporter has of them: memory and PROF. */
    List<Use> usesOfInstance(String family) {
        return usesOfInstance.getOrDefault(family, List.of());
    }

    private void give(DcgmEntry entry) {
        if (entry.type().isEmpty()) {
            if (!DcgmLabel.isKnown(entry.field())) {
                unknown.add(entry.field());
            }
            return;
        }
        DcgmField.of(entry.field())
                .ifPresentOrElse(
                        field -> give(entry, field, entry.type().get()),
                        () -> unknown.add(entry.field()));
    }

    private void give(DcgmEntry entry, DcgmField field, MetricType type) {
        for (DcgmField.Part part : field.parts()) {
            var use = new Use(given.size(), part.labels(), part.weight());
            uses.computeIfAbsent(part.family(), _ -> new ArrayList<>()).add(use);
            if (field.isOfInstances()) {
                usesOfInstance
                        .computeIfAbsent(
                                part.family().replaceFirst("gpu_", "gpu_mig_"),
                                _ -> new ArrayList<>())
                        .add(use);
            }
        }
        given.add(
                new Given(
                        field,
                        family(entry, type, LABELS),
                        family(entry, type, LABELS_OF_INSTANCE)));
    }

    private Family family(DcgmEntry entry, MetricType type, List<String> fixed) {
        var labels = new ArrayList<>(fixed);
        labels.addAll(labelFields);
        return Family.of(GROUP, type, entry.field(), entry.help(), labels);
    }
}
