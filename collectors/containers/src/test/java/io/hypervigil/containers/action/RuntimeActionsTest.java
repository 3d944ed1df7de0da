package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.action.Value;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.OomKills;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With runtimes that are not there. */
class RuntimeActionsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    private final Bed bed = new Bed();

    private Bed both() {
        bed.stateFolder = Optional.of(folder);
        return bed.docker(folder.resolve("docker.sock")).podman(folder.resolve("podman.sock"));
    }

    @Test
    void the_first_runtime_is_the_usual_one_until_another_is_chosen() throws Exception {
        both();

        assertThat(usual()).isEqualTo("docker");
        assertThat(bed.dryRun("runtime.switch", "runtime", "podman").isChanged()).isTrue();
        assertThat(usual()).isEqualTo("docker");
        var changed = bed.run("runtime.switch", "runtime", "podman");
        assertThat(changed.isChanged()).isTrue();
        assertThat(changed.details().fields())
                .isEqualTo(
                        Map.of("old", new Value.Text("docker"), "new", new Value.Text("podman")));
        assertThat(bed.run("runtime.switch", "runtime", "podman").isChanged()).isFalse();
        assertThat(usual()).isEqualTo("podman");
        assertThat(folder.resolve("container-runtime")).hasContent("podman\n");
        assertThat(bed.failure("container.launch", "name", "ab", "image", "x"))
                .isEqualTo(
                        "UNAVAILABLE: launch of ab by podman: "
                                + folder.resolve("podman.sock")
                                + ": no such socket");
    }

    private String usual() throws Exception {
        return Bed.text(bed.run("runtime.show"), "usual");
    }

    @Test
    void what_cannot_launch_is_not_chosen() {
        both();

        assertThat(bed.failure("runtime.switch", "runtime", "containerd"))
                .startsWith("UNSUPPORTED: containerd's containers are seen in its files");
        assertThat(bed.failure("runtime.switch", "runtime", "../x"))
                .isEqualTo("NOT_FOUND: no runtime is called '../x'");
        bed.stateFolder = Optional.of(folder.resolve("none"));
        assertThat(bed.failure("runtime.switch", "runtime", "podman"))
                .startsWith("FAILED: could not keep the choice: ");
        bed.stateFolder = Optional.empty();
        assertThat(bed.failure("runtime.switch", "runtime", "podman"))
                .isEqualTo("UNSUPPORTED: there is no folder to keep the choice in");
    }

    @Test
    void a_file_that_holds_no_name_is_told_of() throws Exception {
        both();
        for (String odd : List.of("", "a b", "x".repeat(300), "\0")) {
            Files.writeString(folder.resolve("container-runtime"), odd);
            assertThat(bed.failure("runtime.show"))
                    .startsWith("FAILED: " + folder.resolve("container-runtime"));
        }
    }

    @Test
    void without_any_runtime_it_is_said_what_is_missing() {
        assertThat(bed.failure("container.launch", "name", "ab", "image", "x"))
                .isEqualTo("UNAVAILABLE: no runtime is known that could launch");
    }

    @Test
    void what_is_read_from_files_is_listed_and_shown_and_told_nothing() throws Exception {
        bed.seen.add(seen("containerd", "nginx-1"));
        bed.seen.add(seen("podman", "db"));

        var list = bed.run("container.list").details().fields();
        assertThat(list.toString()).contains("nginx-1", "db");
        assertThat(bed.run("container.list", "runtime", "containerd").details().toString())
                .contains("nginx-1")
                .doesNotContain("db");
        assertThat(Bed.text(bed.run("container.show", "container", "db"), "state"))
                .isEqualTo("running");
        for (String action :
                List.of("start", "stop", "kill", "restart", "pause", "unpause", "remove", "logs")) {
            assertThat(bed.failure("container." + action, "container", "nginx-1"))
                    .isEqualTo(
                            "UNSUPPORTED: 'nginx-1' is a container of containerd, which is read"
                                    + " from files alone: nothing can be told it");
        }
    }

    private static Container seen(String runtime, String name) {
        return new Container(
                runtime,
                Optional.empty(),
                runtime + "-id",
                name,
                "image:1",
                Container.State.RUNNING,
                OptionalLong.of(1),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                new Container.Times(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                true,
                Map.of(),
                Optional.empty(),
                List.of(),
                OomKills.NONE);
    }
}
