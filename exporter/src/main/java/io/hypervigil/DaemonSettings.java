package io.hypervigil;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.config.Configuration;
import io.hypervigil.sampling.CollectorSetup;
import io.hypervigil.web.WebSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that the daemon runs on, made anew of the configuration at each reload.
 *
 * @param configuration what it is made of
 * @param web what the web server is told; a change needs a restart
 * @param roots where the host's files lie
 * @param collectors those to run, none of them opened
 * @param isOn which groups are on
 */
record DaemonSettings(
        Configuration configuration,
        WebSettings web,
        Roots roots,
        List<CollectorSetup> collectors,
        Predicate<Group> isOn) {

    DaemonSettings {
        collectors = List.copyOf(collectors);
    }

    /** What a configuration makes of the daemon. */
    static DaemonSettings of(Configuration configuration) {
        var web = configuration.web();
        var path = configuration.path();
        return new DaemonSettings(
                configuration,
                new WebSettings(
                        web.telemetryPath(),
                        web.maxRequests(),
                        web.enableLifecycle(),
                        !web.disableExporterMetrics()),
                new Roots(path.procfs(), path.sysfs(), path.rootfs(), path.udevData()),
                collectors(configuration),
                configuration.enabledGroups()::isOn);
    }

    /** Whether what changes with a restart only is the same. */
    boolean isSameUntilRestart(DaemonSettings other) {
        return web.equals(other.web)
                && configuration.window().equals(other.configuration.window())
                && configuration.query().equals(other.configuration.query())
                && configuration.alerting().path().equals(other.configuration.alerting().path());
    }

    private static List<CollectorSetup> collectors(Configuration configuration) {
        var groups = configuration.enabledGroups();
        return configuration.catalog().collectors().stream()
                .filter(known -> groups.isAnyOn(known.name()))
                .map(
                        known ->
                                new CollectorSetup(
                                        known.collector(),
                                        configuration.collectors().of(known.name()).settings(),
                                        groups.of(known.name()),
                                        configuration.beats(known.name()),
                                        configuration.sampling().maxSeries()))
                .toList();
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
