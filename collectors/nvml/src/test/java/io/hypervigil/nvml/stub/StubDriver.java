package io.hypervigil.nvml.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our own libnvidia-ml of {@code src/test/c}, compiled once and linked for each scenario into a
 * folder of its own: each is a driver with a state of its own.
 *
 * <p>Where there is no gcc the test fails on a build server and is skipped elsewhere.
 */
public final class StubDriver {

    private static final Path SOURCES = Path.of("src/test/c");
    private static final Path SCENARIOS = Path.of("src/test/scenarios");
    private static final Build PLAIN = new Build(Path.of("target/stub"), List.of());
    private static final Build SANITIZED =
            new Build(Path.of("target/stub-sanitized"), List.of("-fsanitize=address", "-g"));

    /** How it is compiled and linked, and where to. */
    private record Build(Path objects, List<String> flags) {}

    private final Path folder;

    private StubDriver(Path folder) {
        this.folder = folder;
    }

    /** A driver that follows a scenario of {@code src/test/scenarios}. */
    public static StubDriver of(Path folder, String scenario) {
        return following(folder, read(SCENARIOS.resolve(scenario)));
    }

    /**
     * A driver that follows a scenario.
     *
     * @param folder an empty one, where the library and the scenario go
     * @param hidden functions that the library does not export, as those of an older driver
     */
    public static StubDriver following(Path folder, String scenario, String... hidden) {
        return built(PLAIN, folder, scenario, hidden);
    }

    /**
     * As {@link #of}, watched by AddressSanitizer: for a process that has its library loaded before
     * all others.
     */
    public static StubDriver sanitized(Path folder, String scenario) {
        return built(SANITIZED, folder, read(SCENARIOS.resolve(scenario)));
    }

    /** One that another process has built, with the scenario that it follows. */
    public static StubDriver in(Path folder) {
        return new StubDriver(folder);
    }

    private static StubDriver built(Build build, Path folder, String scenario, String... hidden) {
        var gcc = RealPart.require("gcc", "install gcc").toString();
        var stub = new StubDriver(folder);
        stub.write("exports", exports(scenario, hidden));
        var link =
                new ArrayList<>(
                        List.of(
                                gcc,
                                "-shared",
                                "-Wl,--version-script=exports",
                                // Else it calls into a driver that another test left loaded.
                                "-Wl,-Bsymbolic",
                                "-o",
                                "libnvidia-ml.so.1"));
        link.addAll(build.flags);
        link.addAll(objects(gcc, build));
        link.add("-lm");
        run(folder, link);
        stub.become(scenario);
        return stub;
    }

    /** The library. */
    public Path library() {
        return folder.resolve("libnvidia-ml.so.1");
    }

    /** Follows another scenario from now on; replaced as a whole, so that no half is read. */
    public void become(String scenario) {
        write("scenario.new", scenario);
        try {
            Files.move(
                    folder.resolve("scenario.new"),
                    folder.resolve("scenario"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on as before, but for lines of the scenario that are put at its end. */
    public void alsoSay(String lines) {
        become(scenario() + "\n" + lines);
    }

    /** Whether a call has come to a line that hangs. */
    public boolean isHanging() {
        return Files.exists(folder.resolve("hanging"));
    }

    /** What it follows now. */
    public String scenario() {
        return read(folder.resolve("scenario"));
    }

    /** A scenario's line {@code # hidden: a b} names what its driver does not have yet. */
    private static String exports(String scenario, String... hidden) {
        var local =
                Stream.concat(
                                Stream.of(hidden),
                                scenario.lines()
                                        .filter(line -> line.startsWith("# hidden: "))
                                        .flatMap(
                                                line ->
                                                        Stream.of(
                                                                line.substring(10).split(" ", -1))))
                        .map(symbol -> symbol + "; ")
                        .toList();
        return "{ global: nvml*; local: " + String.join("", local) + "*; };\n";
    }

    private static synchronized List<String> objects(String gcc, Build build) {
        var objects = new ArrayList<String>();
        for (Path source : sources()) {
            var object = build.objects.resolve(source.getFileName() + ".o").toAbsolutePath();
            if (isOlder(object, source)
                    || headers().stream().anyMatch(file -> isOlder(object, file))) {
                compile(gcc, build, source, object);
            }
            objects.add(object.toString());
        }
        return objects;
    }

    private static void compile(String gcc, Build build, Path source, Path object) {
        try {
            Files.createDirectories(build.objects);
            var fresh = Files.createTempFile(build.objects, "stub", ".o").toAbsolutePath();
            var command =
                    new ArrayList<>(
                            List.of(
                                    gcc,
                                    "-std=gnu11",
                                    "-Wall",
                                    "-Wextra",
                                    "-Werror",
                                    "-O1",
                                    "-fPIC",
                                    "-c",
                                    source.toAbsolutePath().toString(),
                                    "-o",
                                    fresh.toString()));
            command.addAll(build.flags);
            run(build.objects, command);
            Files.move(fresh, object, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path object, Path source) {
        try {
            return !Files.exists(object)
                    || Files.getLastModifiedTime(object)
                                    .compareTo(Files.getLastModifiedTime(source))
                            < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() {
        return files(".c");
    }

    private static List<Path> headers() {
        return files(".h");
    }

    private static List<Path> files(String ending) {
        try (var files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path folder, List<String> command) {
        var run = RealPart.run(folder, "", command);
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
