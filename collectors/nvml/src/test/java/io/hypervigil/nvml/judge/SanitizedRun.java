package io.hypervigil.nvml.judge;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.nvml.NvmlCollector;
import io.hypervigil.nvml.stub.StubSettings;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process of its own that samples a machine some rounds, and leaves the last exposition in a
 * file.
 */
final class SanitizedRun {

    private static final int ROUNDS = 4;

    private SanitizedRun() {}

    /** The library, the fixture and the file to leave; or the library alone, to write too far. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            writeTooFar(arguments[0]);
            return;
        }
        try (var harness =
                CollectorHarness.open(
                        new NvmlCollector(),
                        Path.of(arguments[1]),
                        StubSettings.of(Path.of(arguments[0])),
                        _ -> true)) {
            for (int i = 1; i < ROUNDS; i++) {
                harness.sample();
            }
            Files.writeString(Path.of(arguments[2]), harness.exposition());
        }
    }

    /** Promises a longer buffer than it hands in. */
    private static void writeTooFar(String library) {
        var functions = NativeLibrary.getInstance(library);
        functions.getFunction("nvmlInit_v2").invokeInt(new Object[0]);
        try (var four = new Memory(4)) {
            functions.getFunction("nvmlSystemGetDriverVersion").invokeInt(new Object[] {four, 80});
        }
    }
}
