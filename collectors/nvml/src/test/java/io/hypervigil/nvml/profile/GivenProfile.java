package io.hypervigil.nvml.profile;

import java.util.List;
import java.util.Optional;

/** Profiles of the configuration, for tests. */
public final class GivenProfile {

    private GivenProfile() {}

    /** One that limits the power of all GPUs. */
    public static ConfiguredProfile limiting(String powerLimit, boolean isKept) {
        return limiting(powerLimit, Optional.empty(), isKept);
    }

    /** The same, which keeps the driver awake too. */
    public static ConfiguredProfile awake(String powerLimit) {
        return limiting(powerLimit, Optional.of(true), false);
    }

    private static ConfiguredProfile limiting(
            String powerLimit, Optional<Boolean> persistence, boolean isKept) {
        return new ConfiguredProfile(
                "",
                List.of("all"),
                Optional.of(powerLimit),
                Optional.empty(),
                Optional.empty(),
                persistence,
                Optional.empty(),
                Optional.empty(),
                isKept);
    }
}
