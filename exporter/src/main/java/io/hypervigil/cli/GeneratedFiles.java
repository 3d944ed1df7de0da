package io.hypervigil.cli;

import io.hypervigil.collect.Collector;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** What the build calls to write the manual pages and the completion that packages carry. */
public final class GeneratedFiles {

    private GeneratedFiles() {}

    /**
     * Writes {@code man/*.1} and {@code completion/hypervigil}.
     *
     * @param arguments the folder, and the version of the project
     */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var completion = Files.createDirectories(folder.resolve("completion"));
        try (var out = Files.newOutputStream(completion.resolve(CommandModel.NAME))) {
            run(out, arguments[1], CommandModel.COMPLETION);
        }
        var man = folder.resolve("man").toString();
        run(OutputStream.nullOutputStream(), arguments[1], CommandModel.MANUAL, man);
    }

    private static void run(OutputStream out, String version, String... command) {
        var collectors =
                ServiceLoader.load(Collector.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        var problems = new ByteArrayOutputStream();
        int code =
                new Cli(
                                collectors,
                                _ -> null,
                                new Runners(
                                        (_, _) -> 0,
                                        (_, _, _) -> 0,
                                        _ -> {},
                                        _ -> List.of(),
                                        _ -> List.of(),
                                        (_, _, _) -> 0),
                                About.of(version, ""),
                                new Console(InputStream.nullInputStream(), out, problems))
                        .run(command);
        if (code != Cli.DONE) {
            throw new IllegalStateException(problems.toString(StandardCharsets.UTF_8));
        }
    }
}
