package io.hypervigil.nvml.process;

import io.hypervigil.nvml.jna.NvmlProcesses.nvmlProcessUtilizationSample_t;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;

/**
 * How much of each engine a process had since the last round, 0 to 1: the mean of the driver's
 * samples. Empty where the driver has none.
 */
record EngineShares(
        OptionalDouble sm, OptionalDouble memory, OptionalDouble encoder, OptionalDouble decoder) {

    static final EngineShares NONE =
            new EngineShares(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty());

    private static final double PERCENT = 0.01;
    private static final int MOST = 100;

    /** By PID. */
    static Map<Long, EngineShares> of(List<nvmlProcessUtilizationSample_t> samples) {
        var byPid = new HashMap<Long, List<nvmlProcessUtilizationSample_t>>();
        for (nvmlProcessUtilizationSample_t sample : samples) {
            byPid.computeIfAbsent(sample.pid(), _ -> new ArrayList<>()).add(sample);
        }
        var shares = new HashMap<Long, EngineShares>();
        byPid.forEach((pid, own) -> shares.put(pid, ofOne(own)));
        return shares;
    }

    private static EngineShares ofOne(List<nvmlProcessUtilizationSample_t> samples) {
        return new EngineShares(
                mean(samples, nvmlProcessUtilizationSample_t::smUtil),
                mean(samples, nvmlProcessUtilizationSample_t::memUtil),
                mean(samples, nvmlProcessUtilizationSample_t::encUtil),
                mean(samples, nvmlProcessUtilizationSample_t::decUtil));
    }

    /** More than all of an engine is garbage of the driver's. */
    private static OptionalDouble mean(
            List<nvmlProcessUtilizationSample_t> samples,
            ToIntFunction<nvmlProcessUtilizationSample_t> percent) {
        var mean = samples.stream().mapToInt(percent).filter(p -> p >= 0 && p <= MOST).average();
        return mean.isPresent() ? OptionalDouble.of(mean.getAsDouble() * PERCENT) : mean;
    }
}
