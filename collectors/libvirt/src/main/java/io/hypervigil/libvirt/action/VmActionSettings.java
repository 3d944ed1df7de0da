package io.hypervigil.libvirt.action;

import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Setting;
import java.time.Duration;
import java.util.List;

/** What virtual machines may be told to do on this host. */
public record VmActionSettings(
        @Setting(
                        help =
                                "URIs of the daemons that a VM may be migrated to, as"
                                        + " qemu+tls://host-b/system; others are refused.")
                List<String> migrationTargets,
        @Setting(
                        help = "Folders below which a console's log may be read.",
                        byDefault = "/var/log/libvirt")
                List<String> consoleFolders,
        @Setting(
                        help = "How long libvirt may take for one thing; destroy: twice as long.",
                        byDefault = "30s")
                Duration patience) {

    /** Refuses what could never be. */
    public VmActionSettings {
        migrationTargets = List.copyOf(migrationTargets);
        consoleFolders = List.copyOf(consoleFolders);
        if (patience.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "patience: " + Durations.format(patience) + ", 1s or more expected");
        }
        for (String folder : consoleFolders) {
            if (!folder.startsWith("/")) {
                throw new IllegalArgumentException(
                        "consoleFolders: '" + folder + "', an absolute path expected");
            }
        }
    }

    /** What holds where nothing is said. */
    public static VmActionSettings defaults() {
        return new VmActionSettings(List.of(), List.of("/var/log/libvirt"), Duration.ofSeconds(30));
    }
}
