package io.hypervigil.alerting.template.peer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A program on the path that is not ours. A test without it is skipped with one line. */
public record Peer(Path program) {

    /** How it ended, and all that it printed. */
    public record Run(int exitCode, String output) {}

    /** The program of that name, or the end of the test. */
    public static Peer require(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        var found =
                Arrays.stream(path.split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), name + " is not here: run .ci/peers and put its folder on PATH");
        return new Peer(found.orElseThrow());
    }

    /** Runs it to its end. */
    @Permitted("a real program is what the test is about")
    public Run run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
