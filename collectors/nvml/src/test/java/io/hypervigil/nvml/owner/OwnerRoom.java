package io.hypervigil.nvml.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.cgroup.FakeProc;
import io.hypervigil.nvml.cgroup.ProcessCgroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A host whose GPUs have owners, and the probe that finds them out. */
final class OwnerRoom {

    final FactBoard facts = new FactBoard();
    final GpuEnergy energy = new GpuEnergy();
    final ManualClock clock = new ManualClock(Instant.parse("2025-11-21T10:00:00Z"));
    final SampleBook book = new SampleBook(new SeriesTable(), 100_000);
    final List<VirtualGpus.VirtualGpu> virtual = new ArrayList<>();
    final List<MigInstances.MigInstance> instances = new ArrayList<>();
    final FakeProc proc;
    final Path sys;
    final Path map;

    private final OwnerProbe probe;
    private final List<Fact> gpus = new ArrayList<>();
    private final List<Fact> claims = new ArrayList<>();
    private final List<Fact> processes = new ArrayList<>();

    OwnerRoom(Path folder) throws IOException {
        var procFolder = Files.createDirectories(folder.resolve("proc"));
        proc = new FakeProc(procFolder);
        sys = Files.createDirectories(folder.resolve("sys"));
        map = Files.createDirectories(folder.resolve("map"));
        probe =
                new OwnerProbe(
                        new OwnerSources(
                                facts,
                                FileTree.at(sys),
                                new ProcessCgroups(FileTree.at(procFolder)),
                                energy,
                                () -> List.copyOf(virtual),
                                () -> List.copyOf(instances),
                                Optional.of(FileTree.at(map))),
                        clock,
                        Duration.ofSeconds(15));
    }

    /** A GPU that a driver of the host has. */
    void gpu(String uuid, int index, String address) {
        gpus.add(new Fact.Gpu(Optional.of(uuid), OptionalInt.of(index), address));
        gpus.add(new Fact.Gpu(Optional.empty(), OptionalInt.empty(), address));
        facts.publish("nvml", gpus);
    }

    /** A GPU that only the bus knows. */
    void gpu(String address) {
        gpus.add(new Fact.Gpu(Optional.empty(), OptionalInt.empty(), address));
        facts.publish("nvml", gpus);
    }

    void claims(Owner owner, Device device) {
        claims(new Claim(owner, device, Basis.CONFIGURED, OptionalDouble.empty()));
    }

    void claims(Claim claim) {
        claims.add(claim);
        facts.publish("claims", claims);
    }

    void noClaims() {
        claims.clear();
        facts.withdraw("claims");
    }

    /** A process that runs, and is on a GPU. */
    void process(String gpu, long pid, String cgroup, long memory, double sm) throws IOException {
        proc.runs(pid, "python3", pid + 1000, cgroup);
        onGpu(gpu, pid, OptionalLong.of(memory), OptionalDouble.of(sm));
    }

    /** A process that runs in a GPU instance, of which the driver tells no share. */
    void processInInstance(String gpu, int instance, long pid, String cgroup, long memory)
            throws IOException {
        proc.runs(pid, "python3", pid + 1000, cgroup);
        processes.add(
                new Fact.GpuProcess(
                        gpu,
                        pid,
                        pid + 1000,
                        OptionalLong.of(memory),
                        OptionalDouble.empty(),
                        OptionalInt.of(instance)));
        facts.publish("nvml.processes", processes);
    }

    /** What runs already is on a GPU too. */
    void onGpu(String gpu, long pid, OptionalLong memory, OptionalDouble sm) {
        processes.add(new Fact.GpuProcess(gpu, pid, pid + 1000, memory, sm));
        facts.publish("nvml.processes", processes);
    }

    void noProcesses() {
        processes.clear();
        facts.withdraw("nvml.processes");
    }

    /** One round, as text format 0.0.4. */
    String sample() {
        book.begin();
        assertThat(probe.sample(book)).isEqualTo(Outcome.SAMPLED);
        return Exposition.text(List.of(book.finish()));
    }

    Outcome outcome() {
        book.begin();
        return probe.sample(book);
    }

    /** One round, the samples alone. */
    String lines() {
        return lines("");
    }

    /** One round, the samples of families whose names begin so. */
    String lines(String prefix) {
        return sample().lines()
                .filter(line -> !line.startsWith("#") && line.startsWith(prefix))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    static Owner owner(Fact.OwnerType type, String id, String name) {
        return new Owner(type, id, name);
    }
}
