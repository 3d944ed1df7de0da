package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.containers.daemon.PrivateDockerd;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Launched with GPUs by a real Docker Engine of 25 or later, whose CDI specification names devices
 * that every host has.
 */
class DockerCdiTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    @Test
    void an_engine_with_cdi_is_asked_by_the_names_of_its_specification() throws Exception {
        NamedDevices.in(folder);
        try (var docker = PrivateDockerd.withCdi(folder)) {
            var bed = new Bed().docker(docker.socket()).gpus(2);
            bed.facts.publish(
                    "parts",
                    List.of(new Fact.GpuPart("MIG-b", "GPU-b", 1, 7, 0, Optional.of("1g.10gb"))));

            var launched = launch(bed, "whole", "gpus", List.of("0"));
            assertThat(Bed.texts(launched, "gpus")).containsExactly("GPU-a");
            bed.awaitLog("whole", "zero given one part all\n");
            assertThat(Bed.texts(bed.run("container.show", "container", "whole"), "gpus"))
                    .containsExactly("GPU-a");

            var onPart = launch(bed, "part", "gpu_mig", "1g.10gb");
            assertThat(Bed.texts(onPart, "gpus")).containsExactly("MIG-b");
            bed.awaitLog("part", "zero one part given all\n");

            assertThat(
                            bed.failure(
                                    "container.launch",
                                    "name",
                                    "second",
                                    "image",
                                    PrivateDockerd.IMAGE,
                                    "gpus",
                                    List.of("all")))
                    .isEqualTo("CONFLICT: GPU 0 (GPU-a) is taken by container whole");
        }
    }

    private static ActionResult launch(Bed bed, String name, String parameter, Object asked)
            throws Exception {
        return bed.run(
                "container.launch",
                "name",
                name,
                "image",
                PrivateDockerd.IMAGE,
                "network",
                "none",
                parameter,
                asked,
                "command",
                List.of(
                        "sh",
                        "-c",
                        "echo zero $GPU_ZERO one $GPU_ONE part $GPU_PART all $GPU_ALL; sleep 1000"));
    }
}
