package io.hypervigil.containers.daemon;

import io.hypervigil.collect.RealPart;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Docker Engine that knows CDI, 25 or later: Debian 12's is 20.10. It is looked for in the
 * folders of the search path and in the {@code sbin} beside each, where one that is unpacked, not
 * installed, has it.
 */
final class NewestDockerd {

    private static final Pattern VERSION = Pattern.compile("version ([0-9]{1,3})\\.");
    private static final int KNOWS_CDI = 25;

    private NewestDockerd() {}

    static Path find() {
        var path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .flatMap(folder -> Stream.of(folder, folder.resolveSibling("sbin")))
                .map(folder -> folder.resolve("dockerd"))
                .distinct()
                .filter(Files::isExecutable)
                .filter(NewestDockerd::knowsCdi)
                .findFirst()
                .orElseThrow(
                        () ->
                                RealPart.missing(
                                        "a dockerd of 25 or later",
                                        "put one on the search path; .ci/peers unpacks it"));
    }

    private static boolean knowsCdi(Path program) {
        var run = RealPart.run(Path.of("/"), "", List.of(program.toString(), "--version"));
        var version = VERSION.matcher(run.output());
        return version.find() && Integer.parseInt(version.group(1)) >= KNOWS_CDI;
    }
}
