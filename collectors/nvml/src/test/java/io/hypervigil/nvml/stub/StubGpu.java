package io.hypervigil.nvml.stub;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.driver.DriverState;
import io.hypervigil.nvml.driver.KernelModule;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first GPU of a scenario, and parts that sample it.
 *
 * <pre>
 * try (var gpu = StubGpu.following(folder, "nvmlDeviceGetPowerUsage = 71234")) {
 *     assertThat(gpu.sample(GpuPower.TYPE)).isEqualTo(…);
 * }
 * </pre>
 *
 * <p>Thread: one.
 */
public final class StubGpu implements AutoCloseable {

    private static final String HEAD =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlSystemGetNVMLVersion = 12.550.54.15
            nvmlSystemGetCudaDriverVersion = 12040
            nvmlDeviceGetCount_v2 = 1
            [gpu 0]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            """;

    private final StubDriver stub;
    private final NvmlDriver driver;
    private final Gpu gpu;
    private final SampleBook book = new SampleBook(new SeriesTable(), 100_000);
    private final Map<GpuPartType, GpuPart> parts = new LinkedHashMap<>();

    private StubGpu(Path folder, StubDriver stub) throws IOException {
        this.stub = stub;
        this.driver = driver(folder, stub);
        var state = driver.attach();
        if (!(state instanceof DriverState.Attached attached)) {
            throw new IllegalStateException(state.toString());
        }
        this.gpu = new Gpu(attached.gpus().getFirst());
    }

    /**
     * A GPU {@code GPU-1} of a driver 550.54.15 that answers with these lines.
     *
     * @param folder an empty one
     * @param hidden functions that the library does not export
     */
    public static StubGpu following(Path folder, String lines, String... hidden)
            throws IOException {
        return ofText(folder, HEAD + lines, hidden);
    }

    /** As {@link #following}, of another driver: {@code 590.48.01}. */
    public static StubGpu ofDriver(Path folder, String version, String lines, String... hidden)
            throws IOException {
        return ofText(folder, HEAD.replace("550.54.15", version) + lines, hidden);
    }

    /**
     * The first GPU of a scenario.
     *
     * @param folder an empty one
     * @param hidden functions that the library does not export
     */
    public static StubGpu ofText(Path folder, String scenario, String... hidden)
            throws IOException {
        return new StubGpu(folder, StubDriver.following(folder, scenario, hidden));
    }

    /** The first GPU of a scenario of {@code src/test/scenarios}. */
    public static StubGpu of(Path folder, String scenario) throws IOException {
        return new StubGpu(folder, StubDriver.of(folder, scenario));
    }

    /** A driver that finds its kernel module, and the stub's library. */
    public static NvmlDriver driver(Path folder, StubDriver stub) throws IOException {
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
        var module =
                new KernelModule(
                        FileTree.at(folder.resolve("sys")), FileTree.at(folder.resolve("proc")));
        return new NvmlDriver(module, stub.library().toString(), System::nanoTime);
    }

    /** The library behind it. */
    public StubDriver stub() {
        return stub;
    }

    /** The GPU. */
    public Gpu gpu() {
        return gpu;
    }

    /** One round of a part, as text format 0.0.4; a part keeps its state from round to round. */
    public String sample(GpuPartType type) {
        var part =
                parts.computeIfAbsent(
                        type,
                        _ -> {
                            var made = type.maker().get();
                            gpu.wants(type, made.fields(gpu));
                            gpu.want(made.fields(gpu));
                            return made;
                        });
        book.begin();
        gpu.readFields();
        part.sample(gpu, gpu.asking(type, book));
        gpu.asked();
        return Exposition.text(List.of(book.finish()));
    }

    /** Why what is not there is not there. */
    public Map<String, String> refusals() {
        return gpu.refusals();
    }

    @Override
    public void close() {
        parts.values().forEach(GpuPart::close);
        gpu.close();
        driver.close();
    }
}
