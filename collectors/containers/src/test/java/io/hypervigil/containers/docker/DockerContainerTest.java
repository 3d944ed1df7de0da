package io.hypervigil.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.Health;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.inventory.OomKills;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DockerContainerTest {

    private static final String RESTARTING =
            """
            {"Id":"1abe","Created":"2026-11-21T20:05:26.642015072+01:00","Name":"/train",
             "RestartCount":4,"GraphDriver":null,"Image":"sha256:92c9",
             "State":{"Status":"restarting","Pid":0,"ExitCode":139,"Health":{"Status":"unhealthy"},
                      "StartedAt":"2026-11-21T19:05:27.261803854Z",
                      "FinishedAt":"2026-11-21T19:05:30Z"},
             "HostConfig":{"NetworkMode":"container:77aa","Runtime":"nvidia","DeviceRequests":null,
                           "Annotations":{"cdi.k8s.io/x":"nvidia.com/gpu=3"}},
             "Config":{"Image":"registry/cuda:12","Env":["NVIDIA_VISIBLE_DEVICES=GPU-7f3c"],
                       "Labels":{"owner":"ada","number":7}}}""";

    @Test
    void a_container_with_gpus_that_keeps_crashing_is_told_whole() throws IOException {
        assertThat(DockerContainer.parse(Json.parse("test", RESTARTING), Optional.of("ada")))
                .isEqualTo(
                        new Container(
                                "docker",
                                Optional.of("ada"),
                                "1abe",
                                "train",
                                "registry/cuda:12",
                                State.RESTARTING,
                                OptionalLong.empty(),
                                OptionalInt.of(139),
                                Optional.of(Health.UNHEALTHY),
                                OptionalLong.of(4),
                                new Container.Times(
                                        Optional.of(
                                                Instant.parse("2026-11-21T19:05:26.642015072Z")),
                                        Optional.of(
                                                Instant.parse("2026-11-21T19:05:27.261803854Z")),
                                        Optional.of(Instant.parse("2026-11-21T19:05:30Z"))),
                                Optional.empty(),
                                false,
                                Map.of("owner", "ada"),
                                Optional.empty(),
                                List.of(new GpuRequest.Index(3), new GpuRequest.Uuid("GPU-7f3c")),
                                OomKills.NONE));
    }

    @Test
    void the_variable_means_nothing_without_nvidias_runtime() throws IOException {
        var runc = RESTARTING.replace("\"nvidia\"", "\"runc\"");

        assertThat(DockerContainer.parse(Json.parse("test", runc), Optional.empty()).gpus())
                .containsExactly(new GpuRequest.Index(3));
    }

    @Test
    void words_without_end_are_cut() throws IOException {
        var labels = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            labels.append(i == 0 ? "" : ",").append("\"l").append(i).append("\":\"");
            labels.append("x".repeat(2000)).append('"');
        }
        var json =
                "{\"Id\":\"1\",\"Name\":\"/"
                        + "n".repeat(5000)
                        + "\",\"Config\":{\"Labels\":{"
                        + labels
                        + "}}}";

        var told = DockerContainer.parse(Json.parse("test", json), Optional.empty());

        assertThat(told.name()).hasSize(1023);
        assertThat(told.labels())
                .hasSize(15)
                .allSatisfy((_, value) -> assertThat(value).hasSize(1024));
    }

    @Property
    void no_answer_breaks_the_parser(
            @ForAll @IntRange(max = 900) int from, @ForAll @IntRange(max = 60) int length)
            throws IOException {
        int start = Math.min(from, RESTARTING.length());
        int end = Math.min(start + length, RESTARTING.length());
        for (String put : List.of("", "null", "[]", "{}", "7", "\"x\"")) {
            var text = RESTARTING.substring(0, start) + put + RESTARTING.substring(end);
            try {
                var told = DockerContainer.parse(Json.parse("test", text), Optional.empty());
                assertThat(told.labels().values()).doesNotContainNull();
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("test: no JSON");
            }
        }
    }
}
