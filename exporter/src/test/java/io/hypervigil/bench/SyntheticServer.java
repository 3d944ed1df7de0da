package io.hypervigil.bench;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.config.ListenAddress;
import io.hypervigil.exposition.MetricsPage;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.FakeCollector;
import io.hypervigil.sampling.RoundListener;
import io.hypervigil.sampling.Sampler;
import io.hypervigil.sampling.Snapshot;
import io.hypervigil.sampling.Ticker;
import io.hypervigil.web.Monitored;
import io.hypervigil.web.WebServer;
import io.hypervigil.web.WebSettings;
import io.hypervigil.web.listen.HttpLimits;
import io.hypervigil.web.listen.ListenException;
import io.hypervigil.web.listen.WebListeners;
import io.hypervigil.web.security.WebSecurity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** A process with 10,000 series that move at every scrape: the port is its only argument. */
final class SyntheticServer {

    private static final int FAMILIES = 100;
    private static final int SERIES_A_FAMILY = 100;

    private SyntheticServer() {}

    public static void main(String[] arguments) throws InterruptedException, ListenException {
        var sampler =
                new Sampler(
                        List.of(collector().setup()),
                        SyntheticServer::noFiles,
                        InstantSource.system(),
                        Ticker.SYSTEM,
                        RoundListener.NONE);
        var monitored = new OnlySampler(sampler);
        WebServer.start(
                new WebSettings("/metrics", 40, false, false),
                BuildInfo.load(),
                new MetricsPage(() -> monitored.samples(_ -> true, Duration.ZERO)),
                monitored,
                List.of(),
                InstantSource.system(),
                WebListeners.open(
                        List.of(ListenAddress.parse("127.0.0.1:" + arguments[0])),
                        HttpLimits.DEFAULT,
                        WebSecurity.none()));
        sampler.start();
        new CountDownLatch(1).await();
    }

    private static FakeCollector collector() {
        var group = Group.on("synthetic", "for the benchmark");
        var families = new Family[FAMILIES];
        var names = new String[SERIES_A_FAMILY];
        for (int i = 0; i < FAMILIES; i++) {
            families[i] =
                    Family.gauge(
                            group, "synthetic_family_" + i + "_bytes", "A family.", "host", "item");
        }
        for (int i = 0; i < SERIES_A_FAMILY; i++) {
            names[i] = "item-" + i;
        }
        var always =
                new Beat(
                        Duration.ofHours(1),
                        Duration.ZERO,
                        Duration.ofSeconds(2),
                        Duration.ofHours(2));
        var round = new long[1];
        return FakeCollector.of(
                "synthetic",
                always,
                sink -> {
                    round[0]++;
                    for (Family family : families) {
                        for (int i = 0; i < SERIES_A_FAMILY; i++) {
                            sink.add(family, round[0] * 1000.5 + i, "server-01", names[i]);
                        }
                    }
                    return Outcome.SAMPLED;
                });
    }

    private record OnlySampler(Sampler sampler) implements Monitored {

        @Override
        public List<Samples> samples(Predicate<String> isWanted, Duration patience) {
            return sampler.snapshots(isWanted, patience).stream().map(Snapshot::samples).toList();
        }

        @Override
        public void sampleAhead(Predicate<String> isWanted) {
            sampler.sampleAhead(isWanted);
        }

        @Override
        public List<CollectorStatus> statuses() {
            return sampler.statuses();
        }

        @Override
        public boolean isOn(Group group) {
            return true;
        }

        @Override
        public boolean isReady() {
            return sampler.isReady();
        }

        @Override
        public void reload() {
            // Nothing to read again.
        }
    }

    private static HostFiles noFiles() {
        var nothing = FileTree.at(Path.of("/nonexistent"));
        return new HostFiles(nothing, nothing, nothing, nothing);
    }
}
