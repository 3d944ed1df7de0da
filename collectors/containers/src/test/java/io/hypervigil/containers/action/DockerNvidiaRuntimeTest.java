package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.daemon.PrivateDockerd;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real Docker Engine whose usual runtime heeds a variable, as NVIDIA's does. */
class DockerNvidiaRuntimeTest {

    private static final String TELL = "echo visible $NVIDIA_VISIBLE_DEVICES; sleep 1000";

    @Test
    void a_variable_gives_no_gpus_to_launches_and_holds_those_that_others_have_by_it()
            throws Exception {
        try (var docker = PrivateDockerd.withRuntimeCalledNvidia()) {
            var bed = new Bed().docker(docker.socket()).gpus(2);

            assertThat(launchFailure(bed, "environment", List.of("NVIDIA_VISIBLE_DEVICES=all")))
                    .isEqualTo(
                            "NOT_PERMITTED: environment: NVIDIA_VISIBLE_DEVICES would give GPUs"
                                    + " that nobody counts");

            launchPlain(bed);
            bed.awaitLog("plain", "visible void\n");
            assertThat(
                            Bed.texts(
                                    bed.dryRun(
                                            "container.launch",
                                            "name",
                                            "other",
                                            "image",
                                            PrivateDockerd.IMAGE,
                                            "gpu_count",
                                            2),
                                    "gpus"))
                    .as("the plain one holds none")
                    .containsExactly("GPU-a", "GPU-b");

            docker.run("by-hand", ",\"Env\":[\"NVIDIA_VISIBLE_DEVICES=1\"]", "sleep", "1000");
            assertThat(launchFailure(bed, "gpu_count", 2))
                    .isEqualTo(
                            "CONFLICT: 2 GPUs asked for, 1 of 2 free: GPU 1 (GPU-b) has container"
                                    + " by-hand");
        }
    }

    @Test
    void where_no_gpus_are_known_the_environment_is_as_it_was_given() throws Exception {
        try (var docker = PrivateDockerd.start()) {
            var bed = new Bed().docker(docker.socket());
            launchPlain(bed);

            bed.awaitLog("plain", "visible\n");
        }
    }

    private static void launchPlain(Bed bed) throws Exception {
        bed.run(
                "container.launch",
                "name",
                "plain",
                "image",
                PrivateDockerd.IMAGE,
                "command",
                List.of("sh", "-c", TELL));
    }

    private static String launchFailure(Bed bed, String parameter, Object value) {
        return bed.failure(
                "container.launch", "name", "no", "image", PrivateDockerd.IMAGE, parameter, value);
    }
}
