package io.hypervigil.containers.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing of these daemons is on the machine when the tests of others run. */
class LeftoversTest {

    @Test
    void a_docker_that_was_killed_leaves_no_control_group() throws Exception {
        String id;
        try (var docker = PrivateDockerd.start()) {
            id = docker.run("orphan", "", "sleep", "1000");
            assertThat(cgroups(id)).isNotEmpty();
            docker.kill();
        }

        assertThat(cgroups(id)).isEmpty();
    }

    @Test
    void a_podman_whose_own_word_fails_leaves_no_control_group() throws Exception {
        var podman = PrivatePodman.make();
        var id = podman.run(List.of("--name=orphan"), "sleep", "1000");
        assertThat(cgroups(id)).isNotEmpty();

        Leftovers.remove(podman.socket().resolveSibling(""));

        assertThat(cgroups(id)).isEmpty();
    }

    private static List<Path> cgroups(String id) {
        return Leftovers.cgroups(Set.of(id));
    }
}
