package io.hypervigil.libvirt.image;

import io.hypervigil.collect.Permitted;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a program to its end under limits: time, what it may say, and where util-linux' {@code
 * prlimit} is there its address space and CPU time too. No shell, no environment, no input.
 *
 * <p>Thread: any.
 */
final class BoundedProgram {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    /** OpenStack's limits for the same program, which large images have proved. */
    private static final String ADDRESS_SPACE = "--as=1073741824";

    private static final String CPU_SECONDS = "--cpu=30";

    private static final int MAX_OUTPUT = 256 * 1024;
    private static final int MAX_ERRORS = 400;

    private final Duration timeout;

    BoundedProgram(Duration timeout) {
        this.timeout = timeout;
    }

    /** What it said; a failure where it says no. */
    String run(List<String> command) throws ActionFailure {
        var process = start(command);
        try {
            var output = reading(process.getInputStream());
            var errors = reading(process.getErrorStream());
            if (!process.waitFor(timeout)) {
                throw Refusal.of(
                        Kind.FAILED,
                        command.getFirst() + " did not end within " + timeout.toSeconds() + " s",
                        "see whether the storage answers");
            }
            var text = text(output);
            if (process.exitValue() != 0 || text.length() >= MAX_OUTPUT) {
                throw failed(command, process.exitValue(), text(errors));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.cancelled(command.getFirst());
        } finally {
            process.destroyForcibly();
        }
    }

    @Permitted("qemu-img is the one judge of disk images; its arguments are a list")
    private static Process start(List<String> command) throws ActionFailure {
        var whole = new ArrayList<String>();
        if (Files.isExecutable(PRLIMIT)) {
            whole.addAll(List.of(PRLIMIT.toString(), ADDRESS_SPACE, CPU_SECONDS, "--core=0", "--"));
        }
        whole.addAll(command);
        try {
            var builder = new ProcessBuilder(whole);
            var path = System.getenv("PATH");
            builder.environment().clear();
            builder.environment().put("LC_ALL", "C");
            if (path != null) {
                builder.environment().put("PATH", path);
            }
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new ActionFailure(
                    Kind.UNSUPPORTED,
                    "could not start " + command.getFirst() + ": " + e.getMessage(),
                    "install QEMU's tools (Debian: qemu-utils)",
                    e);
        }
    }

    private static FutureTask<String> reading(InputStream stream) {
        var task =
                new FutureTask<>(
                        () -> {
                            var text =
                                    new String(
                                            stream.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
                            stream.transferTo(OutputStream.nullOutputStream());
                            return text;
                        });
        Threads.start("program-output", task);
        return task;
    }

    private static String text(FutureTask<String> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException _) {
            // It was cut off; what it ended with says more.
            return "";
        }
    }

    private static ActionFailure failed(List<String> command, int code, String errors) {
        var said = errors.strip().replaceAll("\\p{Cntrl}+", " ");
        return Refusal.of(
                code == 127 ? Kind.UNSUPPORTED : Kind.FAILED,
                command.getFirst()
                        + " ended with "
                        + code
                        + ": "
                        + said.substring(0, Math.min(said.length(), MAX_ERRORS)),
                code == 127
                        ? "install QEMU's tools (Debian: qemu-utils)"
                        : "see what it says of the file");
    }
}
