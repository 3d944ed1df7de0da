package io.hypervigil.alerting.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** Files that Alertmanager's authors wrote. */
public final class ConformanceFiles {

    private ConformanceFiles() {}

    /** A folder of them, or the end of the test. */
    public static Path folder(String name) {
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
}
