package io.hypervigil.nvml.process;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.cgroup.ProcessCgroups;
import io.hypervigil.nvml.cgroup.ProcessKey;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.Entry;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.driver.PerLife;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuLostException;
import io.hypervigil.nvml.process.ProcessReader.Listing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Samples the processes of one GPU and tells the board of them, under {@code nvml.processes-UUID}.
 * The GPU is held no longer than the library is called.
 *
 * <p>Thread: one for {@link #sample}; any for {@link #close}, which takes back what the board was
 * told.
 */
public final class ProcessProbe implements Probe, AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** How long a round of gauges is waited for. */
    private static final Duration TURN = Duration.ofSeconds(3);

    private final NvmlDriver driver;
    private final String uuid;
    private final ProcessCgroups cgroups;
    private final FactBoard facts;
    private final Beat beat;
    private final RunningProcesses found;
    private final Optional<ProcessMetrics> metrics;
    private final PerLife<ProcessReader> readers = new PerLife<>(ProcessReader::close);
    private volatile boolean isClosed;

    /**
     * @param proc the host's /proc, used by this probe alone
     * @param cgroups told of each process at once, as it may have ended when someone asks whose it
     *     was
     * @param top how many processes have series of their own
     */
    public ProcessProbe(
            NvmlDriver driver,
            String uuid,
            FileTree proc,
            ProcessCgroups cgroups,
            FactBoard facts,
            int top,
            Duration interval) {
        this(
                driver,
                uuid,
                proc,
                cgroups,
                facts,
                Optional.of(new ProcessMetrics(uuid, top)),
                interval);
    }

    private ProcessProbe(
            NvmlDriver driver,
            String uuid,
            FileTree proc,
            ProcessCgroups cgroups,
            FactBoard facts,
            Optional<ProcessMetrics> metrics,
            Duration interval) {
        this.driver = driver;
        this.uuid = uuid;
        this.cgroups = cgroups;
        this.facts = facts;
        this.beat = Beat.slow(interval, DEADLINE);
        this.found = new RunningProcesses(proc);
        this.metrics = metrics;
    }

    /** Tells the board and writes no samples: for when the group is off and owners are wanted. */
    public static ProcessProbe withoutSamples(
            NvmlDriver driver,
            String uuid,
            FileTree proc,
            ProcessCgroups cgroups,
            FactBoard facts,
            Duration interval) {
        return new ProcessProbe(driver, uuid, proc, cgroups, facts, Optional.empty(), interval);
    }

    @Override
    public String name() {
        return "processes-" + uuid;
    }

    @Override
    public Beat beat() {
        return beat;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        var outcome = entered(sink);
        // A probe may be closed while it samples: what it says then is taken back as well.
        if (isClosed || !(outcome instanceof Outcome.Sampled)) {
            facts.withdraw(publisher());
        }
        return outcome;
    }

    @Override
    public void close() {
        isClosed = true;
        facts.withdraw(publisher());
    }

    private String publisher() {
        return "nvml." + name();
    }

    private Outcome entered(SampleSink sink) {
        return switch (driver.enter(uuid, TURN)) {
            case Entry.NoHandle(var reason) -> new Outcome.Unavailable(reason);
            case Entry.Busy() ->
                    new Outcome.Failed(
                            new IllegalStateException(
                                    "another call to the GPU has not come back yet"));
            case Entry.Within entry -> {
                Listing listing;
                try (entry) {
                    listing = read(reader(entry.gpu()), sink);
                } catch (GpuLostException e) {
                    driver.doubt("GPU " + uuid + ": " + e.getMessage());
                    yield new Outcome.Failed(e);
                }
                write(listing, sink);
                yield Outcome.SAMPLED;
            }
        };
    }

    private static Listing read(ProcessReader reader, SampleSink sink) {
        var listing = reader.read();
        reader.gpu().refusals().forEach(sink::missing);
        for (String problem : reader.gpu().takeProblems()) {
            sink.problem(ProcessMetrics.GROUP, new IllegalStateException(problem));
        }
        return listing;
    }

    private void write(Listing listing, SampleSink sink) {
        var listed = ListedProcess.merged(listing.lists());
        var running = found.of(listed, EngineShares.of(listing.samples()));
        for (RunningProcess process : running) {
            cgroups.find(new ProcessKey(process.listed().pid(), process.stat().startTicks()));
        }
        facts.publish(publisher(), running.stream().map(this::fact).toList());
        if (running.isEmpty() && !listed.isEmpty()) {
            sink.missing(
                    "gpu_process_memory_bytes",
                    "no process that the driver lists is in /proc: is it that of the host?");
        }
        metrics.ifPresent(
                table -> {
                    table.count(countsByType(listing, listed), sink);
                    if (!listing.lists().isEmpty()) {
                        table.sample(running, lost(listed, running), sink);
                    }
                });
    }

    /** Of a list that the driver has and that is empty, there are none. */
    private static Map<String, Integer> countsByType(Listing listing, List<ListedProcess> listed) {
        var counts = new TreeMap<String, Integer>();
        listing.lists().keySet().forEach(kind -> counts.put(ListedProcess.type(List.of(kind)), 0));
        listed.forEach(process -> counts.merge(process.type(), 1, Integer::sum));
        return counts;
    }

    private static List<ListedProcess> lost(
            List<ListedProcess> listed, List<RunningProcess> running) {
        var known =
                running.stream()
                        .map(RunningProcess::listed)
                        .collect(Collectors.toCollection(HashSet::new));
        return listed.stream().filter(process -> !known.contains(process)).toList();
    }

    private Fact.GpuProcess fact(RunningProcess process) {
        return new Fact.GpuProcess(
                uuid,
                process.listed().pid(),
                process.stat().startTicks(),
                process.listed().memoryBytes(),
                process.shares().sm(),
                process.listed().gpuInstance());
    }

    private ProcessReader reader(AttachedGpu attached) {
        return readers.of(attached.life(), () -> new ProcessReader(new Gpu(attached)));
    }
}
