package io.hypervigil.containers.docker;

import io.hypervigil.containers.http.Answer;
import io.hypervigil.containers.http.OpenAnswer;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.instance.ApiClient;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A Docker Engine, in the newest version of its API that both sides know: for whoever reads, and
 * for whoever acts.
 *
 * <p>Thread: any.
 */
public final class DockerEngine implements AutoCloseable {

    private final ApiClient client;
    private volatile ApiVersion version = ApiVersion.OURS;
    private volatile String engineVersion = "";

    public DockerEngine(Path socket) {
        this.client = new ApiClient(socket);
    }

    /** Where it listens. */
    public Path socket() {
        return client.socket();
    }

    /**
     * Asks for its versions ({@code GET /version}) and agrees on one. Until then it is spoken to in
     * 1.44.
     *
     * @throws IOException where it is no Docker Engine, or does not answer within the limit
     */
    public void negotiate(Duration limit) throws IOException {
        var answer = client.get(Target.of("version"), limit);
        var newest =
                ApiVersion.parse(answer.at("ApiVersion").textOrEmpty())
                        .orElseThrow(() -> new IOException(socket() + ": /version: no ApiVersion"));
        version =
                ApiVersion.agreed(
                        ApiVersion.parse(answer.at("MinAPIVersion").textOrEmpty()), newest);
        engineVersion = answer.at("Version").textOrEmpty();
    }

    /** The agreed version of the API. */
    public String apiVersion() {
        return version.toString();
    }

    /** Its own version, {@code 20.10.24}; "" before it was asked. */
    public String engineVersion() {
        return engineVersion;
    }

    /** A path below the agreed version. */
    public Target target(String... segments) {
        return Target.of(segments).below("v" + version);
    }

    /** Asks whether it answers ({@code GET /_ping}). */
    public void ping() throws IOException {
        client.send(Request.get(Target.of("_ping")), ApiClient.SOON);
    }

    /** What it is and can ({@code GET /info}). */
    public EngineInfo info() throws IOException {
        return EngineInfo.parse(client.get(target("info"), ApiClient.PATIENT));
    }

    /** Gets an array. */
    public Json list(Target target) throws IOException {
        return client.getArray(target);
    }

    /** Gets a document. */
    public Json get(Target target) throws IOException {
        return get(target, ApiClient.PATIENT);
    }

    /** As {@link #get(Target)}, for what takes longer. */
    public Json get(Target target, Duration limit) throws IOException {
        return client.get(target, limit);
    }

    /** Gets a document; empty where there is none of that name. */
    public Optional<Json> find(Target target) throws IOException {
        return client.find(target);
    }

    /** Sends any request; a refusal is thrown. */
    public Answer send(Request request, Duration limit) throws IOException {
        return client.send(request, limit);
    }

    /**
     * Opens a stream: events, a log, the progress of a pull.
     *
     * @param limit until it begins
     */
    public OpenAnswer open(Request request, Duration limit) throws IOException {
        return client.open(request, limit);
    }

    @Override
    public void close() {
        client.close();
    }
}
