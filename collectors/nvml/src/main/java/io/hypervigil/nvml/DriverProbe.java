package io.hypervigil.nvml;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.DriverState;
import io.hypervigil.nvml.driver.NvmlDriver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes the driver and keeps probes for the GPUs that it gives a handle of.
 *
 * <pre>
 * gpu_driver_info{driver_version="550.54.15",nvml_version="12.550.54.15",cuda_version="12.4"} 1
 * </pre>
 */
final class DriverProbe implements Probe {

    static final Group GROUP = Group.on("nvml.driver", "the NVIDIA driver, from NVML");

    private static final Family INFO =
            Family.gauge(
                    GROUP,
                    "gpu_driver_info",
                    "Versions of the NVIDIA driver, of its library, and of the CUDA that it is"
                            + " made for, from nvmlSystemGetDriverVersion, NVMLVersion and"
                            + " CudaDriverVersion.",
                    "driver_version",
                    "nvml_version",
                    "cuda_version");

    static final List<Family> FAMILIES = List.of(INFO);

    /** Without persistence mode the driver wakes each GPU to count them. */
    private static final Beat BEAT =
            Beat.slow(Duration.ofSeconds(5), Duration.ofSeconds(20)).within(Duration.ofSeconds(20));

    private final NvmlDriver driver;
    private final CollectorContext context;
    private final Function<AttachedGpu, List<OfGpu>> probesOf;
    private final Function<List<AttachedGpu>, Optional<Exception>> flaw;
    private final Map<String, List<Sampled>> running = new HashMap<>();

    /**
     * A probe of one GPU.
     *
     * @param letGo what is done once it is sampled no more
     */
    record OfGpu(Probe probe, Runnable letGo) {}

    private record Sampled(CollectorContext.Running running, Runnable letGo) {

        void close() {
            running.close();
            letGo.run();
        }
    }

    /**
     * @param probesOf a GPU that has come
     * @param flaw is told of all GPUs in each round, and answers with what is wrong with what shall
     *     hold of them
     */
    DriverProbe(
            NvmlDriver driver,
            CollectorContext context,
            Function<AttachedGpu, List<OfGpu>> probesOf,
            Function<List<AttachedGpu>, Optional<Exception>> flaw) {
        this.driver = driver;
        this.flaw = flaw;
        this.context = context;
        this.probesOf = probesOf;
    }

    @Override
    public String name() {
        return "driver";
    }

    @Override
    public Beat beat() {
        return BEAT;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        return switch (driver.attach()) {
            case DriverState.Attached attached -> {
                follow(attached.gpus());
                sample(attached, sink);
                yield Outcome.SAMPLED;
            }
            case DriverState.Absent(var reason) -> {
                follow(List.of());
                yield new Outcome.Unavailable(reason);
            }
            case DriverState.Waiting(var reason) -> broken(reason);
            case DriverState.Broken(var reason) -> broken(reason);
        };
    }

    private Outcome broken(String reason) {
        follow(List.of());
        return new Outcome.Failed(new IllegalStateException(reason));
    }

    private void sample(DriverState.Attached attached, SampleSink sink) {
        var versions = attached.life().versions();
        sink.add(INFO, 1, versions.driver(), versions.nvml(), versions.cuda());
        flaw.apply(attached.gpus()).ifPresent(problem -> sink.problem(GROUP, problem));
        for (String lost : attached.lost()) {
            sink.problem(GROUP, new IllegalStateException(lost));
        }
    }

    /** Probes come and go with their GPUs. */
    private void follow(List<AttachedGpu> gpus) {
        var gone = new HashMap<>(running);
        for (AttachedGpu gpu : gpus) {
            gone.remove(gpu.uuid());
            running.computeIfAbsent(
                    gpu.uuid(),
                    _ ->
                            probesOf.apply(gpu).stream()
                                    .map(of -> new Sampled(context.start(of.probe()), of.letGo()))
                                    .toList());
        }
        gone.forEach(
                (uuid, probes) -> {
                    probes.forEach(Sampled::close);
                    running.remove(uuid);
                });
    }
}
