package io.hypervigil.nvml;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.nvml.dcgm.DcgmSettings;
import java.nio.file.Path;
import java.util.Optional;

/** {@code collectors.nvml} in the configuration; its flags begin with {@code --nvml.}. */
public record NvmlSettings(
        @Setting(
                        help =
                                "The driver's library: a name that the dynamic linker finds, or an"
                                        + " absolute path.",
                        byDefault = "libnvidia-ml.so.1")
                String library,
        @Setting(help = "Whose metric names are given beside our own.", byDefault = "none")
                Compat compat,
        @Setting(help = "dcgm-exporter's names, where compat is dcgm.") DcgmSettings dcgm,
        @Setting(help = "Processes on GPUs.") ProcessSettings processes,
        @Setting(
                        help =
                                "A folder in which a scheduler says whose a GPU is: a file named by"
                                        + " its index or UUID, or INDEX.INSTANCE, with a job a"
                                        + " line.")
                Optional<Path> ownerMapDir) {

    /** Another exporter whose names are kept. */
    public enum Compat {
        NONE,
        /** dcgm-exporter. */
        DCGM
    }

    /** Refuses an empty name. */
    public NvmlSettings {
        if (library.isBlank()) {
            throw new IllegalArgumentException(
                    "library: empty, a name like libnvidia-ml.so.1 or an absolute path expected");
        }
    }
}
