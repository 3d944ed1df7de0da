package io.hypervigil.libvirt;

import io.hypervigil.collect.settings.SettingsBinder;
import java.util.List;

/** Settings that name where libvirt is. */
final class TestSettings {

    private TestSettings() {}

    static LibvirtSettings of(String... uris) {
        var defaults = SettingsBinder.defaults(LibvirtSettings.class);
        return new LibvirtSettings(
                List.of(uris),
                defaults.tiers(),
                defaults.reading(),
                List.of("team={https://example.org/1}asset/team"),
                defaults.actions(),
                defaults.images(),
                defaults.templates(),
                defaults.quotas());
    }
}
