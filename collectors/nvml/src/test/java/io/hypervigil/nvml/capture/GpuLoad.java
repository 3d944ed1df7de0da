package io.hypervigil.nvml.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Work for a GPU, of {@code src/test/cuda}: compiled by gcc here and by the driver there. It sets
 * nothing.
 */
final class GpuLoad implements AutoCloseable {

    static final Path SOURCES = Path.of("src/test/cuda").toAbsolutePath();
    static final Path PTX = SOURCES.resolve("work.ptx");

    private static final Path FOLDER = Path.of("target/cuda").toAbsolutePath();
    private static final Pattern BUSY =
            Pattern.compile("(?m)^busy (GPU-[0-9a-f-]{36}) ([0-9]+) (.*)$");

    /** The driver compiles the work and begins; the first time on a machine that takes seconds. */
    private static final Duration START = Duration.ofSeconds(60);

    private final RealPart program;
    private final Busy busy;

    /**
     * What it does.
     *
     * @param gpuUuid on this GPU
     * @param bytes what it has asked for, and filled
     */
    record Busy(String gpuUuid, long bytes, long pid, String name) {}

    private GpuLoad(RealPart program, Busy busy) {
        this.program = program;
        this.busy = busy;
    }

    /** Begins; the GPU is at work when this returns. */
    static GpuLoad start(Path folder, Duration duration, int mebibytes) throws Exception {
        return start(List.of(), folder, duration, mebibytes);
    }

    /**
     * As {@link #start(Path, Duration, int)}.
     *
     * @param launcher what becomes the program, and its arguments
     */
    static GpuLoad start(List<String> launcher, Path folder, Duration duration, int mebibytes)
            throws Exception {
        var command = new ArrayList<>(launcher);
        command.add(compiled("load.c", "load", List.of("-O1")).toString());
        command.add(PTX.toString());
        command.add(Long.toString(duration.toSeconds()));
        command.add(Integer.toString(mebibytes));
        var program = RealPart.start(folder, "load", command);
        try {
            return new GpuLoad(program, Eventually.get(START, () -> busy(program)));
        } catch (Exception | AssertionError e) {
            program.close();
            throw e;
        }
    }

    Busy busy() {
        return busy;
    }

    /** Waits for it to end by itself. */
    int exitCode(Duration within) throws InterruptedException {
        return program.exitCode(within);
    }

    /** Whether it is still at work. */
    boolean isAlive() {
        return program.isAlive();
    }

    /** How it ended, and what it said. */
    String log() {
        return program.log();
    }

    @Override
    public void close() {
        program.close();
    }

    /** A program or a library of these sources; ready or not at all, as several tests may ask. */
    static Path compiled(String source, String name, List<String> flags) throws IOException {
        var gcc = RealPart.require("gcc", "install gcc").toString();
        Files.createDirectories(FOLDER);
        var fresh = Files.createTempFile(FOLDER, name, ".new");
        var command = new ArrayList<>(List.of(gcc, "-std=gnu11", "-Wall", "-Wextra", "-Werror"));
        command.addAll(flags);
        command.addAll(List.of("-o", fresh.toString(), SOURCES.resolve(source).toString(), "-ldl"));
        var run = RealPart.run(FOLDER, "", command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        var compiled = FOLDER.resolve(name);
        return Files.move(
                fresh,
                compiled,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** One that has ended says why, and is not waited for. */
    private static Busy busy(RealPart program) {
        boolean isAlive = program.isAlive();
        var said = BUSY.matcher(program.log());
        if (said.find()) {
            return new Busy(
                    said.group(1), Long.parseLong(said.group(2)), program.pid(), said.group(3));
        }
        if (!isAlive) {
            throw new Error("the load ended: " + program.log());
        }
        throw new AssertionError("the load does not begin: " + program.log());
    }
}
