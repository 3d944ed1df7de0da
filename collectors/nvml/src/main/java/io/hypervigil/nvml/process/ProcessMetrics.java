package io.hypervigil.nvml.process;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The processes with the most memory in series of their own, the rest in a sum.
 *
 * <pre>
 * gpu_processes{gpu="GPU-7f3c…",type="compute"} 3
 * gpu_process_memory_bytes{gpu="GPU-7f3c…",gpu_instance="",pid="4242",command="python3",type="compute"} 1.2e+10
 * gpu_processes_other_memory_bytes{gpu="GPU-7f3c…"} 0
 * gpu_process_sm_ratio{gpu="GPU-7f3c…",pid="4242",command="python3",type="compute"} 0.37
 * </pre>
 */
public final class ProcessMetrics {

    public static final Group GROUP =
            Group.on("nvml.processes", "processes that run on GPUs, from NVML and /proc");

    private static final String LISTS =
            "nvmlDeviceGet{Compute,Graphics,MPSCompute}RunningProcesses";

    private static final Family COUNT =
            gauge(
                    GROUP,
                    "gpu_processes",
                    "Processes on the GPU by what they use it for, from " + LISTS + ".",
                    "type");
    private static final Family MEMORY =
            gauge(
                    GROUP,
                    "gpu_process_memory_bytes",
                    "GPU memory of a process, of those with the most, from " + LISTS + ".",
                    "gpu_instance",
                    "pid",
                    "command",
                    "type");
    private static final Family OTHER_MEMORY =
            gauge(
                    GROUP,
                    "gpu_processes_other_memory_bytes",
                    "GPU memory of all processes that have no series of their own, from "
                            + LISTS
                            + ".");

    private static final List<Engine> ENGINES =
            List.of(
                    engine("sm", "the streaming multiprocessors", EngineShares::sm),
                    engine("memory_utilization", "the memory's time", EngineShares::memory),
                    engine("encoder", "the encoder", EngineShares::encoder),
                    engine("decoder", "the decoder", EngineShares::decoder));

    public static final List<Family> FAMILIES = families();

    private static final Comparator<RunningProcess> MOST_MEMORY_FIRST =
            Comparator.<RunningProcess>comparingLong(
                            process -> process.listed().memoryBytes().orElse(-1))
                    .reversed()
                    .thenComparingLong(process -> process.listed().pid());

    private final String gpu;
    private final int top;

    private record Engine(
            Family ofOne, Family ofOthers, Function<EngineShares, OptionalDouble> share) {}

    /**
     * @param top how many have series of their own
     */
    ProcessMetrics(String gpu, int top) {
        this.gpu = gpu;
        this.top = top;
    }

    /** How many there are, by what the driver lists them as. */
    void count(Map<String, Integer> byType, SampleSink sink) {
        byType.forEach((type, number) -> sink.add(COUNT, number, gpu, type));
    }

    /**
     * What each has.
     *
     * @param lost what the driver lists and /proc does not know: part of the rest
     */
    void sample(List<RunningProcess> running, List<ListedProcess> lost, SampleSink sink) {
        var sorted = running.stream().sorted(MOST_MEMORY_FIRST).toList();
        int ownSeries = Math.min(top, sorted.size());
        var rest = sorted.subList(ownSeries, sorted.size());
        sorted.subList(0, ownSeries).forEach(process -> one(process, sink));
        others(rest, lost, sink);
    }

    private void one(RunningProcess process, SampleSink sink) {
        var listed = process.listed();
        var command = process.stat().command();
        listed.memoryBytes()
                .ifPresent(
                        bytes ->
                                sink.add(
                                        MEMORY,
                                        (double) bytes,
                                        gpu,
                                        process.gpuInstance(),
                                        process.pid(),
                                        command,
                                        listed.type()));
        for (Engine engine : ENGINES) {
            engine.share
                    .apply(process.shares())
                    .ifPresent(
                            share ->
                                    sink.add(
                                            engine.ofOne,
                                            share,
                                            gpu,
                                            process.pid(),
                                            command,
                                            listed.type()));
        }
    }

    private void others(List<RunningProcess> rest, List<ListedProcess> lost, SampleSink sink) {
        long bytes =
                rest.stream().mapToLong(p -> p.listed().memoryBytes().orElse(0)).sum()
                        + lost.stream().mapToLong(p -> p.memoryBytes().orElse(0)).sum();
        boolean isTold =
                rest.stream().allMatch(p -> p.listed().memoryBytes().isPresent())
                        && lost.stream().allMatch(p -> p.memoryBytes().isPresent());
        if (isTold) {
            sink.add(OTHER_MEMORY, (double) bytes, gpu);
        }
        for (Engine engine : ENGINES) {
            var shares =
                    rest.stream()
                            .flatMapToDouble(p -> engine.share.apply(p.shares()).stream())
                            .toArray();
            if (shares.length > 0) {
                sink.add(engine.ofOthers, Arrays.stream(shares).sum(), gpu);
            }
        }
    }

    private static Engine engine(
            String name, String what, Function<EngineShares, OptionalDouble> share) {
        var source = ", mean of the samples of nvmlDeviceGetProcessUtilization.";
        return new Engine(
                gauge(
                        GROUP,
                        "gpu_process_" + name + "_ratio",
                        "Share of " + what + " that a process had" + source,
                        "pid",
                        "command",
                        "type"),
                gauge(
                        GROUP,
                        "gpu_processes_other_" + name + "_ratio",
                        "Share of "
                                + what
                                + " that all processes had that have no series of their own"
                                + source),
                share);
    }

    private static List<Family> families() {
        var families = new ArrayList<>(List.of(COUNT, MEMORY, OTHER_MEMORY));
        ENGINES.forEach(engine -> families.addAll(List.of(engine.ofOne, engine.ofOthers)));
        return List.copyOf(families);
    }
}
