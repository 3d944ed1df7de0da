package io.hypervigil.containers.podman;

import io.hypervigil.containers.http.OpenAnswer;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.instance.ApiClient;
import io.hypervigil.containers.instance.ContainerApi;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.instance.PodSummary;
import io.hypervigil.containers.instance.Sizes;
import io.hypervigil.containers.instance.Stock;
import io.hypervigil.containers.instance.StockLists;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Podman's own API (libpod, from 4.0 on), which knows pods, unlike the one that it shares with
 * Docker. While we listen to its events, systemd keeps its service running.
 */
public final class PodmanApi implements ContainerApi {

    /** The name that its containers and metrics carry. */
    public static final String RUNTIME = "podman";

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,4}){1,2}");
    private static final String EVENTS = "{\"type\":[\"container\",\"pod\"]}";

    /** What changes nothing that is told; of these there are many. */
    private static final Set<String> IDLE =
            Set.of(
                    "attach",
                    "commit",
                    "exec",
                    "exec_died",
                    "export",
                    "import",
                    "mount",
                    "pull",
                    "push",
                    "save",
                    "sync",
                    "tag",
                    "unmount",
                    "untag");

    private final ApiClient client;
    private final Optional<String> user;
    private volatile String version = "4.0.0";

    /** As of the last time that pods were asked for. */
    private Map<String, String> podNames = Map.of();

    /**
     * @param user whose it is, where it is not root's
     */
    public PodmanApi(Path socket, Optional<String> user) {
        this.client = new ApiClient(socket);
        this.user = user;
    }

    /** It takes its own version, whatever that is. */
    @Override
    public Greeting greet() throws IOException {
        var answer = client.send(Request.get(Target.of("libpod", "_ping")), ApiClient.SOON);
        var said = answer.header("libpod-api-version").orElse("");
        if (!VERSION.matcher(said).matches()) {
            throw new IOException(client.socket() + ": /libpod/_ping: no Libpod-Api-Version");
        }
        version = said;
        var names = new HashMap<String, String>();
        pods().forEach(pod -> names.put(pod.id(), pod.name()));
        podNames = names;
        var server = client.get(target("version"), ApiClient.SOON);
        return new Greeting(server.at("Version").text().orElse(said), said);
    }

    private Target target(String... segments) {
        return Target.of(segments).below("libpod").below("v" + version);
    }

    @Override
    public void ping() throws IOException {
        client.send(Request.get(Target.of("libpod", "_ping")), ApiClient.SOON);
    }

    @Override
    public List<Listed> list() throws IOException {
        var listed = new ArrayList<Listed>();
        var target = target("containers", "json").with("all", "true");
        for (Json each : client.getArray(target).items()) {
            var id = each.at("Id").text();
            if (id.isPresent()) {
                listed.add(
                        new Listed(
                                id.get(),
                                each.at("Names").texts().stream().findFirst().orElse(""),
                                Inspected.state(each.at("State").textOrEmpty())));
            }
        }
        return listed;
    }

    @Override
    public Optional<Container> inspect(String id) throws IOException {
        return client.find(target("containers", id, "json"))
                .map(json -> PodmanContainer.parse(json, user, podNames))
                .filter(container -> container.id().equals(id));
    }

    @Override
    public OpenAnswer events(Instant since) throws IOException {
        return client.open(
                Request.get(
                        target("events")
                                .with("stream", "true")
                                .with("since", Long.toString(since.getEpochSecond()))
                                .with("filters", EVENTS)),
                ApiClient.SOON);
    }

    @Override
    public Change change(String event) throws IOException {
        var json = Json.parse(client.socket() + ": /libpod/events", event);
        var id = json.at("Actor", "ID").text();
        var type = json.at("Type").textOrEmpty();
        if (type.equals("pod")) {
            id.ifPresent(pod -> name(pod, json.at("Actor", "Attributes", "name")));
            return new Change(Optional.empty(), true, Optional.empty());
        }
        return type.equals("container") && !IDLE.contains(json.at("Action").textOrEmpty())
                // A pod's state is that of its containers.
                ? new Change(id, !podNames.isEmpty(), Optional.empty())
                : Change.NONE;
    }

    /** The pod is told before its containers are. */
    private void name(String pod, Json name) {
        var names = new HashMap<>(podNames);
        name.text().ifPresent(text -> names.put(pod, text));
        podNames = names;
    }

    @Override
    public List<PodSummary> pods() throws IOException {
        return client.getArray(target("pods", "json")).items().stream()
                .map(PodmanApi::pod)
                .toList();
    }

    private static PodSummary pod(Json json) {
        return new PodSummary(
                json.at("Id").textOrEmpty(),
                json.at("Name").textOrEmpty(),
                json.at("Status").textOrEmpty(),
                json.at("InfraId").textOrEmpty(),
                json.at("Containers").items().size(),
                Inspected.instant(json.at("Created")));
    }

    @Override
    public Stock stock() throws IOException {
        return StockLists.of(
                client.getArray(target("images", "json")),
                client.getArray(target("volumes", "json")));
    }

    /** {@code GET /libpod/system/df}. */
    @Override
    public Sizes sizes() throws IOException {
        var answer = client.get(target("system", "df"), ApiClient.WALK);
        return Sizes.of(answer, "ContainerID", "RWSize", "Size");
    }

    @Override
    public void close() {
        client.close();
    }
}
