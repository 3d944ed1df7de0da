package io.hypervigil.libvirt.quota;

import io.hypervigil.collect.settings.Setting;
import java.util.Optional;

/** A quota; what is not given is not limited. */
public record QuotaLimits(
        @Setting(help = "Virtual processors.", min = 0) Optional<Long> vcpus,
        @Setting(help = "Bytes of memory.", min = 0) Optional<Long> memoryBytes,
        @Setting(help = "Bytes of disks, as guests see them.", min = 0) Optional<Long> diskBytes,
        @Setting(help = "GPUs, parts of them among these.", min = 0) Optional<Long> gpus) {

    /** Everything is allowed. */
    public static final QuotaLimits NONE =
            new QuotaLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** These, and where they say nothing, others. */
    QuotaLimits or(QuotaLimits others) {
        return new QuotaLimits(
                vcpus.or(others::vcpus),
                memoryBytes.or(others::memoryBytes),
                diskBytes.or(others::diskBytes),
                gpus.or(others::gpus));
    }
}
