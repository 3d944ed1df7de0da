package io.hypervigil.web;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.config.ListenAddress;
import io.hypervigil.exposition.MetricsPage;
import io.hypervigil.sampling.CollectorSetup;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.RoundListener;
import io.hypervigil.sampling.Sampler;
import io.hypervigil.sampling.Snapshot;
import io.hypervigil.sampling.Ticker;
import io.hypervigil.web.listen.HttpLimits;
import io.hypervigil.web.listen.WebListeners;
import io.hypervigil.web.security.WebSecurity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** A web server over a sampler with the collectors of a test, on a port of its own. */
final class TestProcess implements Monitored, AutoCloseable {

    private final Sampler sampler;
    private final WebServer server;
    private final URI root;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Predicate<Group> isOn;

    private TestProcess(WebSettings settings, Predicate<Group> isOn, List<CollectorSetup> setups)
            throws Exception {
        this.isOn = isOn;
        this.sampler =
                new Sampler(
                        setups,
                        TestProcess::noFiles,
                        InstantSource.system(),
                        Ticker.SYSTEM,
                        RoundListener.NONE);
        this.server =
                WebServer.start(
                        settings,
                        new BuildInfo("0.1.0", "abc"),
                        new MetricsPage(() -> samples(_ -> true, Duration.ZERO)),
                        this,
                        List.of(),
                        InstantSource.system(),
                        WebListeners.open(
                                List.of(ListenAddress.parse("127.0.0.1:0")),
                                HttpLimits.DEFAULT,
                                WebSecurity.none()));
        this.root = URI.create(server.urls().getFirst());
        sampler.start();
    }

    static TestProcess start(CollectorSetup... setups) throws Exception {
        return start(new WebSettings("/metrics", 40, false, true), _ -> true, setups);
    }

    static TestProcess start(WebSettings settings, Predicate<Group> isOn, CollectorSetup... setups)
            throws Exception {
        return new TestProcess(settings, isOn, List.of(setups));
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        return client.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path) throws Exception {
        return client.send(
                request(path).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var builder = HttpRequest.newBuilder(root.resolve(path));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    Sampler sampler() {
        return sampler;
    }

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
        return isOn.test(group);
    }

    @Override
    public boolean isReady() {
        return sampler.isReady();
    }

    @Override
    public void reload() throws ReloadFailed {
        throw new ReloadFailed("hypervigil.yml, line 3, column 1: unknown key colectors");
    }

    @Override
    public void close() {
        server.close();
        sampler.close();
        client.close();
    }

    private static HostFiles noFiles() {
        var nothing = FileTree.at(Path.of("/nonexistent"));
        return new HostFiles(nothing, nothing, nothing, nothing);
    }
}
