package io.hypervigil.nvml.xid;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.kernel.KernelLog;
import io.hypervigil.nvml.bus.BusGpu;
import io.hypervigil.nvml.bus.BusSnapshot;
import io.hypervigil.nvml.bus.FunctionKind;
import io.hypervigil.nvml.bus.GpuState;
import io.hypervigil.nvml.bus.PciFunction;
import io.hypervigil.nvml.bus.PciIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A probe over a file of kernel records, a thousand seconds after boot. */
final class XidRound implements AutoCloseable {

    static final String GPU = "0000:3b:00.0";
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Path kmsg;
    private final Path proc;
    private final XidLedger ledger = new XidLedger();
    private final ManualClock clock = new ManualClock(NOW);
    private final SampleBook book = new SampleBook(new SeriesTable(), 10_000);
    private final List<BusGpu> gpus = new ArrayList<>();
    private final List<String> silent = new ArrayList<>();
    private final XidProbe probe;
    private long sequence;

    XidRound(Path folder) throws IOException {
        kmsg = Files.createFile(folder.resolve("kmsg"));
        proc = Files.createDirectories(folder.resolve("proc"));
        Files.writeString(proc.resolve("uptime"), "1000.00 4000.00\n");
        probe =
                new XidProbe(
                        ledger,
                        KernelLog.at(kmsg.toString()),
                        this::snapshot,
                        FileTree.at(proc),
                        clock,
                        (address, why) -> silent.add(address + ": " + why));
    }

    /** A GPU with its driver, which told its UUID. */
    XidRound with(String address, String uuid) {
        gpus.add(
                new BusGpu(
                        function(address),
                        GpuState.NVIDIA,
                        Optional.of(uuid),
                        OptionalInt.of(gpus.size())));
        return this;
    }

    /** The kernel says something, so many seconds after boot. */
    XidRound said(long secondsSinceBoot, String message) {
        try {
            Files.writeString(
                    kmsg,
                    "3," + sequence++ + "," + secondsSinceBoot * 1_000_000 + ",-;" + message + "\n",
                    StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bus has nothing of NVIDIA's any more. */
    void unplugAll() {
        gpus.clear();
    }

    void noKernelLog() throws IOException {
        Files.delete(kmsg);
    }

    /** The GPUs that were said to answer no more. */
    List<String> silent() {
        return silent;
    }

    XidLedger ledger() {
        return ledger;
    }

    ManualClock clock() {
        return clock;
    }

    Outcome round() {
        book.begin();
        return probe.sample(book);
    }

    String exposition() {
        round();
        return Exposition.text(List.of(book.finish()));
    }

    /** What happened: without heads, meanings and zeros. */
    String samples() {
        return exposition()
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("gpu_xid_info"))
                .filter(line -> !line.endsWith(" 0"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    List<String> missing() {
        return book.missing().stream().map(it -> it.what() + ": " + it.why()).toList();
    }

    @Override
    public void close() {
        probe.close();
    }

    private BusSnapshot snapshot() {
        return new BusSnapshot(gpus.stream().map(BusGpu::function).toList(), gpus);
    }

    private static PciFunction function(String address) {
        return new PciFunction(
                address,
                FunctionKind.GPU,
                new PciIdentity(0x030200, 0x10de, 0x2330, 0x10de, 0x16c1, 0xa1),
                Optional.of("nvidia"),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of());
    }
}
