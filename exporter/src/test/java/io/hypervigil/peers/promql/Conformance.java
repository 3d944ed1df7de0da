package io.hypervigil.peers.promql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** The data that define "compatible"; they are not part of this project. */
public final class Conformance {

    private Conformance() {}

    /** A file of them; the test is skipped where it is missing. */
    public static Path file(String name) {
        var folder =
                Optional.ofNullable(System.getenv("HYPERVIGIL_CONFORMANCE"))
                        .orElse("../../shared/conformance");
        var file = Path.of(folder, name);
        if (!Files.exists(file)) {
            throw new TestAbortedException(file + " is not here: set HYPERVIGIL_CONFORMANCE");
        }
        return file;
    }
}
