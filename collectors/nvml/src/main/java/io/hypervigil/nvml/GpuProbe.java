package io.hypervigil.nvml;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.dcgm.DcgmPlan;
import io.hypervigil.nvml.dcgm.DcgmSamples;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.Entry;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.driver.PerLife;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuLostException;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Samples the gauges of one GPU. What it asks the library by lives as long as the library does:
 * after each initialisation the GPU's capabilities are learned anew.
 */
final class GpuProbe implements Probe {

    /** A value that the driver no longer stands for is dropped with the next one that is due. */
    private static final Beat BEAT =
            new Beat(
                    Beat.DEFAULT.interval(),
                    Beat.DEFAULT.freshness(),
                    Beat.DEFAULT.deadline(),
                    Beat.DEFAULT.interval().plus(Duration.ofSeconds(1)),
                    Beat.Patience.AS_USUAL);

    /** How long a list of processes is waited for, which leaves time for a round of its own. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private final String uuid;
    private final NvmlDriver driver;
    private final List<GpuPartType> types;
    private final Optional<Dcgm> dcgm;
    private final PerLife<Asked> asked = new PerLife<>(Asked::close);

    /** The GPU in one life of the library, and what samples it. */
    private record Asked(Gpu gpu, List<Part> parts, Optional<DcgmSamples> dcgm) {

        /** One round; where the GPU is in another mode after it, its parts want other fields. */
        void sample(SampleSink sink) {
            int era = gpu.era();
            gpu.readFields();
            var to = dcgm.map(samples -> samples.into(sink)).orElse(sink);
            for (Part part : parts) {
                part.reader.sample(gpu, gpu.asking(part.type, to));
            }
            gpu.asked();
            dcgm.ifPresent(DcgmSamples::finish);
            if (gpu.era() != era) {
                wantFields();
            }
        }

        void wantFields() {
            var wanted = new ArrayList<Field>();
            for (Part part : parts) {
                var fields = part.reader.fields(gpu);
                gpu.wants(part.type, fields);
                wanted.addAll(fields);
            }
            gpu.want(wanted);
        }

        void close() {
            parts.forEach(part -> part.reader.close());
            gpu.close();
        }
    }

    private record Part(GpuPartType type, GpuPart reader) {}

    /**
     * That dcgm-exporter's names are wanted.
     *
     * @param plan which
     * @param hostName for their label
     * @param lastXid of the GPU at an address, 0 for none; empty where they are not watched
     */
    record Dcgm(DcgmPlan plan, String hostName, Function<String, OptionalInt> lastXid) {

        DcgmSamples samples(Gpu gpu) {
            var address = gpu.attached().pciAddress();
            return new DcgmSamples(
                    plan, gpu, hostName, () -> lastXid.apply(address), System::nanoTime);
        }
    }

    GpuProbe(String uuid, NvmlDriver driver, List<GpuPartType> types, Optional<Dcgm> dcgm) {
        this.uuid = uuid;
        this.dcgm = dcgm;
        this.driver = driver;
        this.types = List.copyOf(types);
    }

    @Override
    public String name() {
        return "gpu-" + uuid;
    }

    @Override
    public Beat beat() {
        return BEAT;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        return switch (driver.enter(uuid, TURN)) {
            case Entry.NoHandle(var reason) -> new Outcome.Unavailable(reason);
            case Entry.Busy() ->
                    new Outcome.Failed(
                            new IllegalStateException(
                                    "another call to the GPU has not come back yet"));
            case Entry.Within entry -> {
                try (entry) {
                    yield sample(entry.gpu(), sink);
                }
            }
        };
    }

    private Outcome sample(AttachedGpu attached, SampleSink sink) {
        Asked now;
        try {
            now = asked.of(attached.life(), () -> made(attached));
            now.sample(sink);
        } catch (GpuLostException e) {
            driver.doubt("GPU " + uuid + ": " + e.getMessage());
            return new Outcome.Failed(e);
        }
        now.gpu.missing().forEach(sink::missing);
        for (String problem : now.gpu.takeProblems()) {
            sink.problem(types.getFirst().group(), new IllegalStateException(problem));
        }
        return Outcome.SAMPLED;
    }

    private Asked made(AttachedGpu attached) {
        var gpu = new Gpu(attached);
        var parts = new ArrayList<Part>();
        for (GpuPartType type : types) {
            var reader = type.maker().get();
            parts.add(new Part(type, reader));
        }
        var names = dcgm.map(wanted -> wanted.samples(gpu));
        var fresh = new Asked(gpu, parts, names);
        fresh.wantFields();
        return fresh;
    }
}
