package io.hypervigil.nvml;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.DriverState;
import io.hypervigil.nvml.driver.NvmlDriver;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Has what trials have left put back, and the profiles that are kept applied to GPUs that come. It
 * gives no samples: it has a thread of its own since a call that sets something may be stuck as any
 * other.
 *
 * <p>Thread: one.
 */
final class ProfileProbe implements Probe {

    private static final Beat BEAT =
            Beat.slow(Duration.ofSeconds(5), Duration.ofSeconds(20)).within(Duration.ofSeconds(20));

    private final NvmlDriver driver;
    private final Function<List<AttachedGpu>, List<String>> keep;

    /**
     * @param keep is told of all GPUs in each round, and answers with what could not be kept
     */
    ProfileProbe(NvmlDriver driver, Function<List<AttachedGpu>, List<String>> keep) {
        this.driver = driver;
        this.keep = keep;
    }

    @Override
    public String name() {
        return "profiles";
    }

    @Override
    public Beat beat() {
        return BEAT;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        var attached = driver.known();
        if (attached.isEmpty()) {
            return new Outcome.Unavailable("the driver is not in use");
        }
        for (String flaw : keep.apply(attached.map(DriverState.Attached::gpus).get())) {
            sink.problem(DriverProbe.GROUP, new IllegalStateException(flaw));
        }
        return Outcome.SAMPLED;
    }
}
