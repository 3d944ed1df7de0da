package io.hypervigil;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.sampling.CollectorSetup;
import io.hypervigil.web.WebSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that the daemon runs on, made anew of the configuration at each reload.
 *
 * @param web what the web server is told; a change needs a restart
 * @param roots where the host's files lie
 * @param collectors those to run, none of them opened
 * @param isOn which groups are on
 */
record DaemonSettings(
        WebSettings web, Roots roots, List<CollectorSetup> collectors, Predicate<Group> isOn) {

    DaemonSettings {
        collectors = List.copyOf(collectors);
    }

    /** The folders below which the host's files are read. */
    record Roots(Path procfs, Path sysfs, Path rootfs, Path udevData) {

        /** Fresh readers. */
        HostFiles files() {
            return new HostFiles(
                    FileTree.at(procfs),
                    FileTree.at(sysfs),
                    FileTree.at(rootfs),
                    FileTree.at(udevData));
        }
    }
}
