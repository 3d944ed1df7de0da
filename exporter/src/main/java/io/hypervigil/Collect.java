package io.hypervigil;

import io.hypervigil.cli.CollectRunner;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.files.FileRecord;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.config.Configuration;
import io.hypervigil.exposition.JsonPage;
import io.hypervigil.exposition.MetricsPage;
import io.hypervigil.exposition.PageFilter;
import io.hypervigil.exposition.PageFormat;
import io.hypervigil.sampling.CollectorSetup;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.RoundListener;
import io.hypervigil.sampling.Sampler;
import io.hypervigil.sampling.Snapshot;
import io.hypervigil.sampling.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code collect}: opens the collectors, samples each probe once, and writes what came. */
final class Collect implements CollectRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(Collect.class);

    /** For a first sample, inventory included. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The process's own metrics say nothing of a machine that is looked at once. */
    private static final PageFilter FILTER = new PageFilter(Set.of(), _ -> true, false);

    private final InstantSource clock;

    Collect(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public int collect(Configuration configuration, Request request, OutputStream out)
            throws IOException, InterruptedException {
        var settings = DaemonSettings.of(configuration);
        var collectors = asked(settings.collectors(), request.names());
        try (var sampler =
                new Sampler(
                        collectors,
                        files(settings, request),
                        clock,
                        Ticker.SYSTEM,
                        RoundListener.NONE)) {
            sampler.start();
            sampler.awaitFirstRound(PATIENCE);
            var samples =
                    sampler.snapshots(_ -> true, PATIENCE).stream().map(Snapshot::samples).toList();
            switch (request.format()) {
                case REPORT -> Report.write(sampler.statuses(), off(settings.collectors()), out);
                case TEXT -> page(samples, PageFormat.PROMETHEUS, out);
                case OPENMETRICS -> page(samples, PageFormat.OPEN_METRICS, out);
                case JSON -> JsonPage.write(samples, FILTER, out);
            }
            return sampler.statuses().stream().allMatch(Collect::isWell) ? 0 : 1;
        }
    }

    /** Of a collector that was named what is on of it, of others the groups that were named. */
    private static List<CollectorSetup> asked(List<CollectorSetup> all, Set<String> names) {
        if (names.isEmpty()) {
            return all;
        }
        return all.stream()
                .map(setup -> asked(setup, names))
                .filter(
                        setup ->
                                setup.collector().schema().groups().stream().anyMatch(setup.isOn()))
                .toList();
    }

    private static CollectorSetup asked(CollectorSetup setup, Set<String> names) {
        boolean isNamed = names.contains(setup.collector().name());
        return new CollectorSetup(
                setup.collector(),
                setup.settings(),
                group -> names.contains(group.name()) || (isNamed && setup.isOn().test(group)),
                setup.beats(),
                setup.maxSeries());
    }

    private static Map<String, List<String>> off(List<CollectorSetup> setups) {
        return setups.stream()
                .collect(Collectors.toMap(setup -> setup.collector().name(), Collect::off));
    }

    private static List<String> off(CollectorSetup setup) {
        return setup.collector().schema().groups().stream()
                .filter(Predicate.not(setup.isOn()))
                .map(Group::name)
                .sorted()
                .toList();
    }

    private static Supplier<HostFiles> files(DaemonSettings settings, Request request) {
        if (request.record().isEmpty()) {
            return settings.roots()::files;
        }
        var folder = request.record().get();
        return () -> recorded(settings.roots().files(), folder);
    }

    private static HostFiles recorded(HostFiles files, Path folder) {
        return new HostFiles(
                files.proc().recordedIn(new FileRecord(folder.resolve("proc"))),
                files.sys().recordedIn(new FileRecord(folder.resolve("sys"))),
                files.root().recordedIn(new FileRecord(folder.resolve("root"))),
                files.udev().recordedIn(new FileRecord(folder.resolve("udev"))));
    }

    private static void page(List<Samples> samples, PageFormat format, OutputStream out)
            throws IOException {
        new MetricsPage(() -> samples).write(samples, FILTER, format, false, out);
    }

    private static boolean isWell(CollectorStatus status) {
        boolean isWell = status.isSuccess() || !status.isAvailable();
        if (!isWell) {
            LOGGER.atError()
                    .addKeyValue("collector", status.collector().name())
                    .addKeyValue("error", status.reason())
                    .log("could not be read whole");
        }
        return isWell;
    }
}
