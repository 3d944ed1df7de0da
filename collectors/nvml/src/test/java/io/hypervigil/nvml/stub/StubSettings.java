package io.hypervigil.nvml.stub;

import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.nvml.NvmlSettings;
import io.hypervigil.nvml.NvmlSettings.Compat;
import io.hypervigil.nvml.dcgm.DcgmSettings;
import io.hypervigil.nvml.profile.ConfiguredProfile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The default settings, but for where the library is. */
public final class StubSettings {

    private StubSettings() {}

    /** The defaults with this library. */
    public static NvmlSettings of(Path library) {
        var defaults = SettingsBinder.defaults(NvmlSettings.class);
        return of(library, defaults.compat(), defaults.dcgm());
    }

    /** The same with profiles of the configuration, and a file for others. */
    public static NvmlSettings withProfiles(
            Path library, Map<String, ConfiguredProfile> profiles, Path file) {
        var defaults = of(library);
        return new NvmlSettings(
                defaults.library(),
                defaults.compat(),
                defaults.dcgm(),
                defaults.processes(),
                defaults.ownerMapDir(),
                profiles,
                Optional.of(file));
    }

    /** The same with dcgm-exporter's names. */
    public static NvmlSettings withDcgm(Path library, DcgmSettings dcgm) {
        return of(library, Compat.DCGM, dcgm);
    }

    private static NvmlSettings of(Path library, Compat compat, DcgmSettings dcgm) {
        var defaults = SettingsBinder.defaults(NvmlSettings.class);
        return new NvmlSettings(
                library.toString(),
                compat,
                dcgm,
                defaults.processes(),
                defaults.ownerMapDir(),
                defaults.profiles(),
                defaults.profilesFile());
    }
}
