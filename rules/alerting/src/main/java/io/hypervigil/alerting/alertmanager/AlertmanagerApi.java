package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hypervigil.alerting.active.ActiveAlerts;
import io.hypervigil.alerting.dispatch.Dispatcher;
import io.hypervigil.alerting.match.Matchers;
import io.hypervigil.alerting.silence.Silences;
import io.hypervigil.promql.labels.Labels;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Alertmanager's API v2 (api/v2/openapi.yaml), a method a path; whoever mounts it sees to
 * credentials and to the size of bodies.
 *
 * <p>Thread: any.
 */
public final class AlertmanagerApi {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final Dispatcher dispatcher;
    private final AlertsApi alertsApi;
    private final SilencesApi silencesApi;
    private final Supplier<ServerInfo> server;
    private final InstantSource clock;

    /**
     * @param server asked for each status
     */
    public AlertmanagerApi(
            Dispatcher dispatcher,
            ActiveAlerts alerts,
            Silences silences,
            Supplier<ServerInfo> server,
            InstantSource clock) {
        this.dispatcher = dispatcher;
        this.alertsApi = new AlertsApi(dispatcher, alerts);
        this.silencesApi = new SilencesApi(silences, clock);
        this.server = server;
        this.clock = clock;
    }

    /** {@code GET /status}. */
    public ApiAnswer status() {
        return answer(
                () -> {
                    var info = server.get();
                    var node = JsonNodeFactory.instance.objectNode();
                    var cluster = node.putObject("cluster").put("status", "disabled");
                    cluster.putArray("peers");
                    node.putObject("config").put("original", info.config());
                    node.put("uptime", Times.text(info.startedAt()));
                    node.putObject("versionInfo")
                            .put("branch", "")
                            .put("buildDate", "")
                            .put("buildUser", "")
                            .put("goVersion", "")
                            .put("revision", info.revision())
                            .put("version", info.version());
                    return node;
                });
    }

    /** {@code GET /receivers}. */
    public ApiAnswer receivers(Map<String, List<String>> query) {
        return answer(
                () -> {
                    Matchers matchers = new Query(query).matchers("receiver_matchers");
                    var list = JsonNodeFactory.instance.arrayNode();
                    for (var receiver : dispatcher.config().receivers().values()) {
                        if (matchers.matches(Labels.of(receiver.labels()))) {
                            var node = list.addObject().put("name", receiver.name());
                            var labels = node.putObject("labels");
                            receiver.labels().forEach(labels::put);
                        }
                    }
                    return list;
                });
    }

    /** {@code GET /silences}. */
    public ApiAnswer silences(Map<String, List<String>> query) {
        return answer(() -> silencesApi.list(new Query(query)));
    }

    /** {@code GET /silence/ID}. */
    public ApiAnswer silence(String id) {
        return answer(() -> silencesApi.get(id));
    }

    /** {@code POST /silences}. */
    public ApiAnswer postSilence(JsonNode body) {
        return answer(() -> silencesApi.post(body));
    }

    /** {@code DELETE /silence/ID}. */
    public ApiAnswer deleteSilence(String id) {
        return answer(
                () -> {
                    silencesApi.delete(id);
                    return MissingNode.getInstance();
                });
    }

    /** {@code GET /alerts}. */
    public ApiAnswer alerts(Map<String, List<String>> query) {
        return answer(() -> alertsApi.list(new Query(query)));
    }

    /** {@code GET /alerts/groups}. */
    public ApiAnswer groups(Map<String, List<String>> query) {
        return answer(() -> alertsApi.groups(new Query(query)));
    }

    /** {@code POST /alerts}; what makes sense is taken though other alerts do not. */
    public ApiAnswer postAlerts(JsonNode body) {
        return answer(
                () -> {
                    var posted =
                            PostedAlerts.read(
                                    body, clock.instant(), dispatcher.config().resolveTimeout());
                    dispatcher.accept(posted.alerts());
                    if (!posted.faults().isEmpty()) {
                        throw new ApiException(BAD_REQUEST, String.join("\n", posted.faults()));
                    }
                    return MissingNode.getInstance();
                });
    }

    private static ApiAnswer answer(Supplier<JsonNode> body) {
        try {
            return new ApiAnswer(OK, body.get());
        } catch (ApiException e) {
            return new ApiAnswer(e.status(), e.body());
        }
    }
}
