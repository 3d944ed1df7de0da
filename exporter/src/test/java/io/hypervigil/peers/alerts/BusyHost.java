package io.hypervigil.peers.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.peers.OurProcess;
import io.hypervigil.peers.Peers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The running process on a host whose load the test says, with a rule that a load of 5 breaks. */
final class BusyHost implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> flags = new ArrayList<>();
    private String credentials = "";
    private Peers.@Nullable Server server;

    /** Idle, and not started yet. */
    BusyHost(Path folder) throws IOException {
        this.folder = folder;
        this.port = Peers.freePort();
        Files.createDirectories(folder.resolve("proc"));
        write("proc/stat", "btime 1\n");
        load("0.5");
    }

    /** Sets the load of the last minute, which is sampled every second. */
    void load(String load) throws IOException {
        write("proc/loadavg.new", load + " 0.10 0.10 1/2 3\n");
        Files.move(
                folder.resolve("proc/loadavg.new"),
                folder.resolve("proc/loadavg"),
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** One alert, and how long the load must hold for it. */
    BusyHost rule(String hold) throws IOException {
        write(
                "rules.yml",
                """
                groups:
                  - name: load
                    rules:
                      - alert: HostBusy
                        expr: node_load1 > 5
                        for: %s
                        labels: {severity: warning}
                        annotations: {summary: "a load of {{ $value }}"}
                """
                        .replace("%s", hold));
        return this;
    }

    /** Tells a hook at once. */
    BusyHost router(Hook hook) throws IOException {
        write(
                "router.yml",
                """
                route: {receiver: team, group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
                receivers:
                  - name: team
                    webhook_configs: [{url: "%s"}]
                """
                        .replace("%s", hook.url()));
        return this;
    }

    /** Listens where other hosts reach it too. */
    BusyHost open() throws IOException {
        flags.add("--web.listen-address=0.0.0.0:" + Peers.freePort());
        return this;
    }

    /** Knows a user, whose password is "secret". */
    BusyHost user(String name) throws IOException {
        write(
                "web.yml",
                "basic_auth_users:\n  "
                        + name
                        + ": $2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW\n");
        flags.add("--web.config.file=" + folder.resolve("web.yml"));
        credentials =
                "Basic " + Base64.getEncoder().encodeToString((name + ":secret").getBytes(UTF_8));
        return this;
    }

    /**
     * Starts it, or starts it again, at the same address and with the state it had.
     *
     * @param alerting further keys of that section
     */
    BusyHost start(String... alerting) throws Exception {
        write(
                "hypervigil.yml",
                """
                sampling: {interval: 1s}
                window: {interval: 1s}
                path: {procfs: FOLDER/proc}
                web: {enable_lifecycle: true}
                alerting:
                  evaluation_interval: 1s
                  resend_delay: 1s
                  packs: [none]
                  rule_files: [FOLDER/rules.yml]
                  path: FOLDER/state
                """
                                .replace("FOLDER", folder.toString())
                        + (Files.exists(folder.resolve("router.yml"))
                                ? "  router_file: " + folder.resolve("router.yml") + "\n"
                                : "")
                        + String.join("", alerting));
        var all = new ArrayList<>(flags);
        all.add("--config.file=" + folder.resolve("hypervigil.yml"));
        server = OurProcess.launch(port, folder, all.toArray(String[]::new));
        Eventually.get(SOON, () -> assertThat(get("/-/ready").statusCode()).isEqualTo(200));
        return this;
    }

    /** As a power cut does. */
    void kill() throws Exception {
        var running = running();
        RealPart.run(folder, "", List.of("kill", "-KILL", String.valueOf(running.part().pid())));
        running.part().exitCode(SOON);
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    URI root() {
        return running().root();
    }

    String log() {
        return running().part().log();
    }

    /** The alerts of {@code /api/v1/alerts}. */
    JsonNode alerts() throws Exception {
        return JSON.readTree(Peers.ok(root().resolve("/api/v1/alerts"))).at("/data/alerts");
    }

    /** The only alert there is. */
    JsonNode alert() throws Exception {
        var alerts = alerts();
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    /** What {@code /api/v2} answers. */
    JsonNode routed(String path) throws Exception {
        return JSON.readTree(Peers.ok(root().resolve("/api/v2/" + path)));
    }

    String metrics() throws Exception {
        return Peers.ok(root().resolve("/metrics"));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String type, String body) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String path) throws Exception {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(root().resolve(path)).timeout(SOON);
        return credentials.isEmpty() ? request : request.header("Authorization", credentials);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Peers.Server running() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        client.close();
    }
}
