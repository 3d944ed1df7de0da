package io.hypervigil.nvml.dcgm;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.NvmlIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands the samples of one GPU on and makes DCGM's fields of them, so that no call is made twice.
 * The instances of a divided GPU have the rows, with their own memory and activity.
 *
 * <p>Thread: one, the GPU's.
 */
public final class DcgmSamples implements SampleSink {

    private static final String INSTANCE_INFO = "gpu_mig_info";
    private static final int INSTANCE = 1;
    private static final int PROFILE = 4;

    /** Behind the GPU, and behind the GPU and its instance. */
    private static final int OF_GPU = 1;

    private static final int OF_INSTANCE = 2;

    /** {@code 00000000:3B:00.0}. */
    private static final int ADDRESS = 16;

    /** Where the labels of an instance stand. */
    private static final int MODEL_NAME = 4;

    private final DcgmPlan plan;
    private final Supplier<OptionalInt> lastXid;
    private final LongSupplier nanoTime;
    private final List<String> labels;
    private final DcgmSums sums;
    private final Map<String, DcgmSums> instances = new HashMap<>();
    private final Map<String, String> profiles = new HashMap<>();
    private @Nullable SampleSink sink;

    /**
     * @param gpu is asked for its name and versions now
     * @param hostName the value of the label {@code Hostname}
     * @param lastXid of the GPU, 0 where it had none; empty where they are not watched
     * @param nanoTime as {@link System#nanoTime}
     */
    public DcgmSamples(
            DcgmPlan plan,
            Gpu gpu,
            String hostName,
            Supplier<OptionalInt> lastXid,
            LongSupplier nanoTime) {
        this.plan = plan;
        this.lastXid = lastXid;
        this.nanoTime = nanoTime;
        this.labels = labels(plan, gpu, hostName);
        this.sums = new DcgmSums(plan.given().size());
    }

    /** Begins a round. */
    public SampleSink into(SampleSink to) {
        sink = to;
        sums.begin();
        profiles.clear();
        instances.values().forEach(DcgmSums::begin);
        return this;
    }

    /** Ends it: writes the fields that had samples. */
    public void finish() {
        var to = sink();
        var xid = lastXid.get();
        if (xid.isPresent()) {
            sums.take(plan.uses(DcgmField.LAST_XID), xid.getAsInt(), new String[0], OF_GPU);
        } else if (plan.gives("DCGM_FI_DEV_XID_ERRORS")) {
            to.missing("DCGM_FI_DEV_XID_ERRORS", "--collector.nvml.xid is off");
        }
        long nanos = nanoTime.getAsLong();
        instances.keySet().retainAll(profiles.keySet());
        if (profiles.isEmpty()) {
            sums.write(
                    plan.given(),
                    _ -> true,
                    DcgmPlan.Given::family,
                    nanos,
                    to,
                    labels.toArray(String[]::new));
        }
        profiles.keySet().forEach(instance -> write(instance, nanos, to));
        sums.end(nanos);
        instances.values().forEach(own -> own.end(nanos));
        plan.tellUnknown(to);
    }

    /**
     * As dcgm-exporter does, a divided GPU is its instances: each has the GPU's temperature, power
     * and clocks as well, and there is no row of the GPU alone.
     */
    private void write(String instance, long nanos, SampleSink to) {
        var own = labels(instance);
        sums.write(
                plan.given(),
                field -> !field.isOfInstances(),
                DcgmPlan.Given::ofInstance,
                nanos,
                to,
                own);
        var measured = instances.get(instance);
        if (measured != null) {
            measured.write(
                    plan.given(),
                    DcgmField::isOfInstances,
                    DcgmPlan.Given::ofInstance,
                    nanos,
                    to,
                    own);
        }
    }

    @Override
    public void add(Family family, double value, String... labelValues) {
        sink().add(family, value, labelValues);
        sums.take(plan.uses(family.name()), value, labelValues, OF_GPU);
        if (family.name().equals(INSTANCE_INFO)) {
            var profile = labelValues[PROFILE];
            // A compute instance that is less than its GPU instance: 1c.3g.40gb.
            profiles.put(labelValues[INSTANCE], profile.replaceFirst("^[0-9]+c\\.", ""));
        }
        var uses = plan.usesOfInstance(family.name());
        if (!uses.isEmpty()) {
            instances
                    .computeIfAbsent(labelValues[INSTANCE], _ -> new DcgmSums(plan.given().size()))
                    .take(uses, value, labelValues, OF_INSTANCE);
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

    private String[] labels(String instance) {
        var own = new ArrayList<>(labels);
        own.addAll(MODEL_NAME + 1, List.of(profiles.getOrDefault(instance, ""), instance));
        return own.toArray(String[]::new);
    }

    private static List<String> labels(DcgmPlan plan, Gpu gpu, String hostName) {
        var attached = gpu.attached();
        var minor = gpu.number(NvmlIdentity.nvmlDeviceGetMinorNumber);
        var all =
                new ArrayList<>(
                        List.of(
                                Integer.toString(attached.index()),
                                attached.uuid(),
                                // Eight digits of domain, and capitals, as the library prints it.
                                "0".repeat(Math.max(0, ADDRESS - attached.pciAddress().length()))
                                        + attached.pciAddress().toUpperCase(Locale.ROOT),
                                "nvidia"
                                        + (minor.isPresent()
                                                ? (long) minor.getAsDouble()
                                                : attached.index()),
                                gpu.text(NvmlIdentity.nvmlDeviceGetName).orElse(""),
                                hostName));
        plan.labelFields().forEach(field -> all.add(DcgmLabel.of(field, gpu)));
        return List.copyOf(all);
    }
}
