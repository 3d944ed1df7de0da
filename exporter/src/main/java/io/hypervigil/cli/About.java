package io.hypervigil.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What this process is made of.
 *
 * @param version of the project
 * @param revision the commit, "" where it is not known
 * @param java the runtime, with its version
 * @param libraries with their versions, sorted
 */
public record About(String version, String revision, String java, List<String> libraries) {

    public About {
        libraries = List.copyOf(libraries);
    }

    /** With the runtime it is asked in, and the libraries of that one's class path. */
    public static About of(String version, String revision) {
        return new About(
                version,
                revision,
                System.getProperty("java.vm.name", "")
                        + " "
                        + System.getProperty("java.version", ""),
                libraries(System.getProperty("java.class.path", "")));
    }

    static List<String> libraries(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .map(jar -> jar.substring(0, jar.length() - ".jar".length()))
                .sorted()
                .distinct()
                .toList();
    }
}
