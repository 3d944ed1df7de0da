package io.hypervigil.nvml.dcgm;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.NvmlIdentity;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hands the samples of one GPU on and makes DCGM's fields of them, so that no call is made twice.
 *
 * <p>Thread: one, the GPU's.
 */
public final class DcgmSamples implements SampleSink {

    private final DcgmPlan plan;
    private final String[] labels;
    private final double[] sums;
    private final boolean[] isThere;
    private @Nullable SampleSink sink;

    /**
     * @param gpu is asked for its name and versions now
     * @param hostName the value of the label {@code Hostname}
     */
    public DcgmSamples(DcgmPlan plan, Gpu gpu, String hostName) {
        this.plan = plan;
        this.labels = labels(plan, gpu, hostName);
        this.sums = new double[plan.given().size()];
        this.isThere = new boolean[sums.length];
    }

    /** Begins a round. */
    public SampleSink into(SampleSink to) {
        sink = to;
        Arrays.fill(sums, 0);
        Arrays.fill(isThere, false);
        return this;
    }

    /** Ends it: writes the fields that had samples. */
    public void finish() {
        var to = sink();
        for (int i = 0; i < sums.length; i++) {
            if (isThere[i]) {
                var given = plan.given().get(i);
                to.add(given.family(), sums[i] * given.scale(), labels);
            }
        }
        plan.tellUnknown(to);
    }

    @Override
    public void add(Family family, double value, String... labelValues) {
        sink().add(family, value, labelValues);
        for (DcgmPlan.Use use : plan.uses(family.name())) {
            if (isSame(use, labelValues)) {
                sums[use.given()] += value;
                isThere[use.given()] = true;
            }
        }
    }

    @Override
    public void addPart(Family family, String suffix, double value, String... labelValues) {
        sink().addPart(family, suffix, value, labelValues);
    }

    @Override
    public void missing(String what, String why) {
        sink().missing(what, why);
    }

    @Override
    public void problem(Group group, Throwable cause) {
        sink().problem(group, cause);
    }

    private SampleSink sink() {
        if (sink == null) {
            throw new IllegalStateException("no round has begun");
        }
        return sink;
    }

    /** The GPU is the first of ours and one of many of DCGM's. */
    private static boolean isSame(DcgmPlan.Use use, String[] labelValues) {
        for (int i = 0; i < use.labels().size(); i++) {
            if (!use.labels().get(i).equals(labelValues[i + 1])) {
                return false;
            }
        }
        return true;
    }

    private static String[] labels(DcgmPlan plan, Gpu gpu, String hostName) {
        var attached = gpu.attached();
        var minor = gpu.number(NvmlIdentity.nvmlDeviceGetMinorNumber);
        var fixed =
                new String[] {
                    Integer.toString(attached.index()),
                    attached.uuid(),
                    // Eight digits of domain, and capitals, as the library prints it.
                    "0000" + attached.pciAddress().toUpperCase(Locale.ROOT),
                    "nvidia" + (minor.isPresent() ? (long) minor.getAsDouble() : attached.index()),
                    gpu.text(NvmlIdentity.nvmlDeviceGetName).orElse(""),
                    hostName
                };
        var all = Arrays.copyOf(fixed, fixed.length + plan.labelFields().size());
        for (int i = fixed.length; i < all.length; i++) {
            all[i] = label(plan.labelFields().get(i - fixed.length), gpu);
        }
        return all;
    }

    private static String label(String field, Gpu gpu) {
        var versions = gpu.attached().life().versions();
        return switch (field) {
            case "DCGM_FI_DRIVER_VERSION" -> versions.driver();
            case "DCGM_FI_NVML_VERSION" -> versions.nvml();
            case "DCGM_FI_DEV_NAME" -> gpu.text(NvmlIdentity.nvmlDeviceGetName).orElse("");
            case "DCGM_FI_DEV_SERIAL" -> gpu.text(NvmlIdentity.nvmlDeviceGetSerial).orElse("");
            case "DCGM_FI_DEV_UUID" -> gpu.uuid();
            case "DCGM_FI_DEV_VBIOS_VERSION" ->
                    gpu.text(NvmlIdentity.nvmlDeviceGetVbiosVersion).orElse("");
            default -> "";
        };
    }
}
