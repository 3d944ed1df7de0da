package io.hypervigil.containers.quota;

import io.hypervigil.collect.settings.Setting;
import java.util.Optional;

/** A quota; what is not given is not limited. */
public record QuotaLimits(
        @Setting(help = "Processors.", min = 0) Optional<Double> cpus,
        @Setting(help = "Bytes of memory.", min = 0) Optional<Long> memoryBytes,
        @Setting(help = "GPUs, parts of them among these.", min = 0) Optional<Long> gpus) {

    /** Everything is allowed. */
    public static final QuotaLimits NONE =
            new QuotaLimits(Optional.empty(), Optional.empty(), Optional.empty());

    /** These, and where they say nothing, others. */
    QuotaLimits or(QuotaLimits others) {
        return new QuotaLimits(
                cpus.or(others::cpus), memoryBytes.or(others::memoryBytes), gpus.or(others::gpus));
    }
}
