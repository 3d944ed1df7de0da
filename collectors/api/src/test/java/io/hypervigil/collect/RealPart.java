package io.hypervigil.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * A program that a test stands on: not ours, and not imitated. Where it is missing the test fails
 * on a build server ({@code CI=true}) and is skipped with one line elsewhere.
 */
public final class RealPart implements AutoCloseable {

    private static final long STOP_SECONDS = 10;

    private final String name;
    private final Process process;
    private final Path log;

    private RealPart(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Where a program is on the path. */
    public static Optional<Path> find(String program) {
        var folders =
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1);
        return Arrays.stream(folders)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Where a program is, or the end of the test: see {@link RealPart}. */
    public static Path require(String program, String remedy) {
        return find(program).orElseThrow(() -> missing(program, remedy));
    }

    /** What ends a test whose real part is missing. */
    public static RuntimeException missing(String part, String remedy) {
        var line = part + " is not here: " + remedy;
        if ("true".equals(System.getenv("CI"))) {
            fail(line);
        }
        return new TestAbortedException(line);
    }

    /** Starts a daemon; what it prints goes into a file of the folder. */
    @Permitted("a real daemon is what the test is about")
    public static RealPart start(Path folder, String name, List<String> command) {
        var log = folder.resolve(name + ".log");
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            return new RealPart(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + command, e);
        }
    }

    /** How a program ended that runs to its end. */
    public record Run(int exitCode, String output) {}

    /** Runs a program to its end, with a text as its input; what it prints, errors included. */
    @Permitted("a real program is what the test is about")
    public static Run run(Path folder, String input, List<String> command) {
        try {
            var in = Files.createTempFile(folder, "input", ".txt");
            Files.writeString(in, input);
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(in.toFile())
                            .start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("could not run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it answers; one that does not in that time is ended, with what it printed. */
    public RealPart once(Duration within, Callable<?> answers) {
        try {
            Eventually.get(within, answers);
            return this;
        } catch (Exception | AssertionError e) {
            var printed = log();
            close();
            throw new IllegalStateException(name + " does not answer: " + printed, e);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Waits for it to end by itself, and says how it did. */
    public int exitCode(Duration within) throws InterruptedException {
        assertThat(process.waitFor(within)).as(name + " still runs").isTrue();
        return process.exitValue();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it by its pid, the hard way where it does not listen. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + " does not end", e);
        }
    }
}
