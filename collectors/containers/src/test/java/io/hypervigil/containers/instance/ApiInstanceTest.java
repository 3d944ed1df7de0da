package io.hypervigil.containers.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.containers.docker.DockerApi;
import io.hypervigil.containers.http.ScriptedServer;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.inventory.Container;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a daemon that says whatever a test wants. */
class ApiInstanceTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String VERSION =
            "{\"Version\":\"99.1\",\"ApiVersion\":\"1.60\",\"MinAPIVersion\":\"1.50\"}";
    private static final String OPEN = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void three_hundred_containers_with_odd_names_are_told() throws Exception {
        try (var daemon = ScriptedServer.start(ApiInstanceTest::manyContainers);
                var instance = instance(daemon)) {
            Eventually.get(SOON, () -> assertThat(instance.containers()).hasSize(300));

            assertThat(instance.containers().get("id-7"))
                    .extracting(Container::name)
                    .isEqualTo("odd \" \\ \n ü € name 7");
            Eventually.get(SOON, () -> assertThat(instance.state()).isInstanceOf(Up.class));
            assertThat(((Up) instance.state()).apiVersion()).isEqualTo("1.50");
            assertThat(daemon.requests())
                    .filteredOn(each -> each.contains("/json"))
                    .as("one list, one inspect each, in the version that it takes")
                    .hasSize(301)
                    .allMatch(each -> each.startsWith("GET /v1.50/containers/"));
        }
    }

    private static String manyContainers(String request) {
        if (request.contains("/containers/json")) {
            var list = new StringBuilder("[");
            for (int i = 0; i < 300; i++) {
                list.append(i == 0 ? "" : ",").append("{\"Id\":\"id-").append(i).append("\"}");
            }
            return ok(list + "]");
        }
        if (request.contains("/containers/")) {
            var id = request.split("/", -1)[3];
            return ok(
                    "{\"Id\":\""
                            + id
                            + "\",\"Name\":\"/odd \\\" \\\\ \\n \\u00fc \\u20ac name "
                            + id.substring(3)
                            + "\"}");
        }
        return request.contains("/events") ? OPEN : ok(VERSION);
    }

    @ParameterizedTest
    @CsvSource({
        "version, no nonsense, 'no JSON'",
        "version, '{\"ApiVersion\":\"x\"}', '/version: no ApiVersion'",
        "version, [], '/version: no ApiVersion'",
        "containers, '{\"message\":\"what\"}', 'no array'",
        "containers, '[{', 'no JSON'",
    })
    void nonsense_is_said_and_tried_again(String where, String nonsense, String reason)
            throws Exception {
        Function<String, String> script =
                request ->
                        request.contains(where)
                                ? ok(nonsense)
                                : request.contains("/events") ? OPEN : ok(VERSION);
        try (var daemon = ScriptedServer.start(script);
                var instance = instance(daemon)) {
            Eventually.get(
                    SOON,
                    () ->
                            assertThat(instance.state())
                                    .isInstanceOfSatisfying(
                                            Down.class,
                                            down -> assertThat(down.reason()).contains(reason)));
            int asked = daemon.requests().size();
            Eventually.get(SOON, () -> assertThat(daemon.requests().size()).isGreaterThan(asked));
        }
    }

    @Test
    void an_error_of_the_daemon_is_told_in_its_words() throws Exception {
        var body = "{\"message\":\"out of \\u20ac\"}";
        try (var daemon =
                        ScriptedServer.answering(
                                "HTTP/1.1 500 No\r\nContent-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body);
                var instance = instance(daemon)) {
            Eventually.get(
                    SOON,
                    () ->
                            assertThat(instance.state())
                                    .isInstanceOfSatisfying(
                                            Down.class,
                                            down ->
                                                    assertThat(down.reason())
                                                            .isEqualTo(
                                                                    "GET /version: 500 out of €")));
        }
    }

    @Test
    void one_container_that_cannot_be_told_costs_itself_only() throws Exception {
        Function<String, String> script =
                request ->
                        request.contains("/id-3/")
                                ? "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
                                : request.contains("/id-4/") ? "" : manyContainers(request);
        try (var daemon = ScriptedServer.start(script);
                var instance = instance(daemon)) {
            Eventually.get(SOON, () -> assertThat(instance.state()).isInstanceOf(Up.class));

            assertThat(instance.containers()).hasSize(298).doesNotContainKeys("id-3", "id-4");
        }
    }

    private static ApiInstance instance(ScriptedServer daemon) {
        return new ApiInstance(
                DockerApi.RUNTIME,
                Optional.empty(),
                daemon.socket().toString(),
                new DockerApi(daemon.socket(), Optional.empty()),
                InstantSource.system(),
                Patience.USUAL);
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
