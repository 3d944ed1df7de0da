package io.hypervigil.nvml;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.nvml.dcgm.DcgmSettings;
import io.hypervigil.nvml.profile.ConfiguredProfile;
import io.hypervigil.nvml.profile.Profiles;
import java.nio.file.Path;
import java.util.Map;
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
                Optional<Path> ownerMapDir,
        @Setting(help = "Named sets of settings of GPUs, by name, beside those that are shipped.")
                Map<String, ConfiguredProfile> profiles,
        @Setting(
                        help =
                                "The file in which profiles are kept that are made while the"
                                        + " process runs, in a folder that is there; without one"
                                        + " none can be made. Beside it, as FILE.trials, is what a"
                                        + " trial of a profile has still to put back.")
                Optional<Path> profilesFile) {

    /** Another exporter whose names are kept. */
    public enum Compat {
        NONE,
        /** dcgm-exporter. */
        DCGM
    }

    /** Refuses an empty name, and a profile that makes no sense. */
    public NvmlSettings {
        profiles = Map.copyOf(profiles);
        try {
            Profiles.withoutFile(profiles, "");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("profiles: " + e.getMessage(), e);
        }
        if (compat != Compat.DCGM && dcgm.counters().isPresent()) {
            throw new IllegalArgumentException(
                    "dcgm.counters: "
                            + dcgm.counters().get()
                            + " is not read where compat is not dcgm: --nvml.compat=dcgm expected"
                            + " beside it");
        }
        if (library.isBlank()) {
            throw new IllegalArgumentException(
                    "library: empty, a name like libnvidia-ml.so.1 or an absolute path expected");
        }
    }
}
