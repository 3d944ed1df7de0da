package io.hypervigil.alerting.route;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The real amtool: of the path, or of the folder that .ci/peers fills. */
final class Amtool {

    private final Path program;

    private Amtool(Path program) {
        this.program = program;
    }

    /** It, or the end of the test. */
    static Amtool require() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        var peers =
                Optional.ofNullable(System.getenv("HYPERVIGIL_PEERS"))
                        .map(folder -> folder + "/root/usr/bin");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), peers.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "amtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Amtool::new)
                .orElseThrow(
                        () ->
                                new TestAbortedException(
                                        "amtool is not here: run ./test, or .ci/peers"));
    }

    /** What it prints; its errors and the lines that are only warnings aside. */
    @Permitted("the judge is a program")
    String run(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        var process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .start();
        try (var out = process.inputReader()) {
            return String.join(
                    "\n", out.lines().filter(line -> !line.startsWith("time=")).toList());
        }
    }
}
