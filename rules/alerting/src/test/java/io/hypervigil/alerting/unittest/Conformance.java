package io.hypervigil.alerting.unittest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** The data of others that say what compatible means. */
final class Conformance {

    private Conformance() {}

    /** A folder of it. */
    static Path folder(String name) {
        var folder =
                Path.of(
                        Optional.ofNullable(System.getenv("HYPERVIGIL_CONFORMANCE"))
                                .orElse("../../../shared/conformance"),
                        name);
        if (!Files.isDirectory(folder)) {
            throw new TestAbortedException(folder + " is not here: set HYPERVIGIL_CONFORMANCE");
        }
        return folder;
    }

    static List<Path> files(String name) throws IOException {
        try (var files = Files.list(folder(name))) {
            return files.sorted().toList();
        }
    }
}
