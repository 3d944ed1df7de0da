package io.hypervigil.containers.podman;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Podman says of containers with GPUs. */
class PodmanContainerTest {

    /**
     * Recorded of Podman 4.3.1, less what nobody reads, of a container that was made with {@code
     * "devices":[{"path":"nvidia.com/gpu=GPU-b"}]} and so on: of these no word is left.
     */
    private static final String MADE_BY_API =
            """
            {"Id":"575fcdafb1aa1f6f4b85a2d89ef72a3b0d2c52b0aeceaaa78fa96f2674e7c849",
             "Created":"2026-11-21T21:49:28.425403253Z",
             "State":{"OciVersion":"1.0.2-dev","Status":"created","Pid":0,"ExitCode":0,
                      "StartedAt":"0001-01-01T00:00:00Z","FinishedAt":"0001-01-01T00:00:00Z"},
             "ImageName":"localhost/busy:1","Pod":"","OCIRuntime":"runc","Name":"train",
             "RestartCount":0,
             "Config":{"Env":["TERM=xterm","container=podman","NVIDIA_VISIBLE_DEVICES=void"],
                       "Cmd":["true"],"Image":"localhost/busy:1",
                       "Labels":{"hypervigil.gpus":"GPU-b,GPU-c","hypervigil.owner":"ada"},
                       "Annotations":{"io.podman.annotations.init":"FALSE"}},
             "HostConfig":{"NetworkMode":"none","Runtime":"oci","Devices":[]}}""";

    @Test
    void gpus_that_podman_forgets_are_read_from_the_label_of_our_launch() throws IOException {
        assertThat(gpus(MADE_BY_API))
                .containsExactly(new GpuRequest.Uuid("GPU-b"), new GpuRequest.Uuid("GPU-c"));
    }

    @Test
    void a_launch_without_gpus_gave_none() throws IOException {
        assertThat(gpus(MADE_BY_API.replace("GPU-b,GPU-c", ""))).isEmpty();
    }

    @Test
    void what_podman_says_itself_goes_before_the_label() throws IOException {
        var madeByCommand =
                MADE_BY_API.replace(
                        "\"Cmd\":",
                        "\"CreateCommand\":[\"podman\",\"run\",\"--device\","
                                + "\"nvidia.com/gpu=3\",\"busy:1\"],\"Cmd\":");

        assertThat(gpus(madeByCommand)).containsExactly(new GpuRequest.Index(3));
    }

    private static List<GpuRequest> gpus(String text) throws IOException {
        return PodmanContainer.parse(Json.parse("test", text), Optional.empty(), Map.of()).gpus();
    }
}
