package io.hypervigil.containers.docker;

import io.hypervigil.containers.http.OpenAnswer;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.instance.ApiClient;
import io.hypervigil.containers.instance.ContainerApi;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.instance.Sizes;
import io.hypervigil.containers.instance.Stock;
import io.hypervigil.containers.instance.StockLists;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Docker Engine as a source of containers (Docker Engine API, from 1.24 on). Only {@link #sizes}
 * asks for what it walks the disk for.
 */
public final class DockerApi implements ContainerApi {

    /** The name that its containers and metrics carry. */
    public static final String RUNTIME = DockerContainer.RUNTIME;

    /** Without the commands of health checks, of which there are more than of all others. */
    private static final String EVENTS =
            """
            {"type":["container"],"event":["create","start","die","pause","unpause","rename",\
            "update","restart","destroy","health_status","oom"]}""";

    private final DockerEngine engine;
    private final Optional<String> user;
    private final DaemonPid daemonPid;

    /**
     * @param user whose it is, where it is not root's
     */
    public DockerApi(Path socket, Optional<String> user) {
        this.engine = new DockerEngine(socket);
        this.user = user;
        this.daemonPid = new DaemonPid(socket);
    }

    @Override
    public Optional<String> whyNot() {
        return daemonPid.whyNot();
    }

    @Override
    public Greeting greet() throws IOException {
        engine.negotiate(ApiClient.SOON);
        return new Greeting(engine.engineVersion(), engine.apiVersion());
    }

    @Override
    public void ping() throws IOException {
        engine.ping();
    }

    @Override
    public List<Listed> list() throws IOException {
        var listed = new ArrayList<Listed>();
        for (Json each :
                engine.list(engine.target("containers", "json").with("all", "1")).items()) {
            var id = each.at("Id").text();
            if (id.isPresent()) {
                listed.add(
                        new Listed(
                                id.get(),
                                name(each.at("Names").texts()),
                                Inspected.state(each.at("State").textOrEmpty())));
            }
        }
        return listed;
    }

    /** The others, with a second slash, are what linked containers call it. */
    private static String name(List<String> names) {
        return names.stream()
                .filter(name -> name.lastIndexOf('/') == 0)
                .map(name -> name.substring(1))
                .findFirst()
                .orElse("");
    }

    @Override
    public Optional<Container> inspect(String id) throws IOException {
        return engine.find(engine.target("containers", id, "json"))
                .map(json -> DockerContainer.parse(json, user))
                .filter(container -> container.id().equals(id));
    }

    @Override
    public OpenAnswer events(Instant since) throws IOException {
        return engine.open(
                Request.get(
                        engine.target("events")
                                .with("since", Long.toString(since.getEpochSecond()))
                                .with("filters", EVENTS)),
                ApiClient.SOON);
    }

    @Override
    public Change change(String event) throws IOException {
        var json = Json.parse(engine.socket() + ": /events", event);
        var id = json.at("Actor", "ID").text().or(() -> json.at("id").text());
        return json.at("Type").text().orElse("container").equals("container")
                ? new Change(id, false, outOfMemory(json))
                : Change.NONE;
    }

    private static Optional<Instant> outOfMemory(Json event) {
        var time = event.at("timeNano").whole();
        return event.at("Action").textOrEmpty().equals("oom") && time.isPresent()
                ? Optional.of(Instant.ofEpochSecond(0, time.getAsLong()))
                : Optional.empty();
    }

    @Override
    public Stock stock() throws IOException {
        return StockLists.of(
                engine.list(engine.target("images", "json")),
                engine.get(engine.target("volumes")).at("Volumes"));
    }

    /** {@code GET /system/df}; before 1.42 it looks at images too, whatever is asked. */
    @Override
    public Sizes sizes() throws IOException {
        var target = engine.target("system", "df").with("type", "container").with("type", "volume");
        return Sizes.of(engine.get(target, ApiClient.WALK), "Id", "SizeRw", "UsageData", "Size");
    }

    @Override
    public void close() {
        engine.close();
    }
}
