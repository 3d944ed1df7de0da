package io.hypervigil.nvml.action;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process of its own that tries a profile and waits for its end. */
final class TrialToBeKilled {

    private TrialToBeKilled() {}

    /** The folder of a driver that is built. */
    public static void main(String[] arguments) throws Exception {
        try (var bench = ActionBench.after(Path.of(arguments[0]))) {
            bench.whileWaiting(_ -> new CountDownLatch(1).await());
            bench.run("gpu.profile-test", "name", "balanced", "gpu", "0");
        }
    }
}
