package io.hypervigil.containers.action;

import io.hypervigil.containers.docker.DockerEngine;
import io.hypervigil.containers.docker.EngineInfo;
import io.hypervigil.containers.http.OpenAnswer;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.http.UnixHttpClient;
import io.hypervigil.containers.instance.ApiRefusal;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A runtime for the time of one action. Docker and Podman are told the same by the same API; only
 * what launches a container has two forms.
 *
 * <p>Thread: one.
 */
final class Engine implements AutoCloseable {

    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_ERROR = 300;

    private final EngineAddress address;
    private final DockerEngine api;
    private final UnixHttpClient streams;

    /** A container as a list tells it. */
    record Row(
            String id,
            List<String> names,
            String image,
            Container.State state,
            Map<String, String> labels) {

        /** As people call it. */
        String name() {
            return names.isEmpty() ? id : names.getFirst();
        }
    }

    private Engine(EngineAddress address) {
        this.address = address;
        this.api = new DockerEngine(address.socket());
        this.streams = new UnixHttpClient(address.socket());
    }

    /** Connects, and agrees on a version, as patiently as the settings say. */
    static Engine open(EngineAddress address, ContainerControl control) throws IOException {
        var engine = new Engine(address);
        boolean isOpen = false;
        try {
            engine.api.negotiate(control.settings().patience());
            isOpen = true;
            return engine;
        } finally {
            if (!isOpen) {
                engine.close();
            }
        }
    }

    EngineAddress address() {
        return address;
    }

    String version() {
        return api.engineVersion();
    }

    String apiVersion() {
        return api.apiVersion();
    }

    EngineInfo info() throws IOException {
        return api.info();
    }

    Target target(String... segments) {
        return api.target(segments);
    }

    /** All containers, running or not. */
    List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        for (Json each : api.list(target("containers", "json").with("all", "1")).items()) {
            var id = each.at("Id").text();
            if (id.isPresent()) {
                rows.add(
                        new Row(
                                id.get(),
                                names(each.at("Names").texts()),
                                each.at("Image").textOrEmpty(),
                                Inspected.state(each.at("State").textOrEmpty()),
                                each.at("Labels").textsByKey()));
            }
        }
        return rows;
    }

    /** Those with a second slash are what linked containers call it. */
    private static List<String> names(List<String> names) {
        return names.stream()
                .filter(name -> name.lastIndexOf('/') <= 0)
                .map(name -> name.startsWith("/") ? name.substring(1) : name)
                .toList();
    }

    /** All that it tells of a container; empty where there is none of that name. */
    Optional<Json> inspect(String container) throws IOException {
        return api.find(target("containers", container, "json"));
    }

    boolean hasImage(String image) throws IOException {
        return api.find(target("images", image, "json")).isPresent();
    }

    /** Sends a request; that all was so already is as good. */
    void tell(Request request, Duration limit) throws IOException {
        try {
            var _ = api.send(request, limit);
        } catch (ApiRefusal e) {
            if (e.status() != NOT_MODIFIED) {
                throw e;
            }
        }
    }

    /** Sends a request that answers with a document. */
    Json ask(Request request, Duration limit) throws IOException {
        return Json.parse(address.socket() + ": " + request, api.send(request, limit).body());
    }

    /**
     * Opens a stream.
     *
     * @param limit until its first words
     */
    OpenAnswer stream(Request request, Duration limit) throws IOException {
        var answer = streams.open(request, limit);
        if (answer.status() >= FIRST_ERROR) {
            try (answer) {
                throw ApiRefusal.of(request, answer.whole(limit));
            }
        }
        return answer;
    }

    @Override
    public void close() {
        api.close();
        streams.close();
    }
}
