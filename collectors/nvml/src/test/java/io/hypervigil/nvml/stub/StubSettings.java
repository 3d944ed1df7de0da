package io.hypervigil.nvml.stub;

import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.nvml.NvmlSettings;
import io.hypervigil.nvml.NvmlSettings.Compat;
import io.hypervigil.nvml.dcgm.DcgmSettings;
import io.hypervigil.nvml.profile.ConfiguredProfile;
import java.nio.file.Path;
import java.util.Map;

/** The default settings, but for where the library is. */
public final class StubSettings {

    private StubSettings() {}

    /** The defaults with this library. */
    public static NvmlSettings of(Path library) {
        var defaults = SettingsBinder.defaults(NvmlSettings.class);
        return of(library, defaults.compat(), defaults.dcgm(), defaults.profiles());
    }

    /** The same with profiles of the configuration. */
    public static NvmlSettings withProfiles(Path library, Map<String, ConfiguredProfile> profiles) {
        var defaults = SettingsBinder.defaults(NvmlSettings.class);
        return of(library, defaults.compat(), defaults.dcgm(), profiles);
    }

    /** The same with dcgm-exporter's names. */
    public static NvmlSettings withDcgm(Path library, DcgmSettings dcgm) {
        return of(library, Compat.DCGM, dcgm, Map.of());
    }

    private static NvmlSettings of(
            Path library,
            Compat compat,
            DcgmSettings dcgm,
            Map<String, ConfiguredProfile> profiles) {
        var defaults = SettingsBinder.defaults(NvmlSettings.class);
        return new NvmlSettings(
                library.toString(),
                compat,
                dcgm,
                defaults.processes(),
                defaults.ownerMapDir(),
                profiles,
                defaults.profilesFile());
    }
}
