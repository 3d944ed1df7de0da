package io.hypervigil.containers.containerd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.instance.FileInstance;
import io.hypervigil.containers.layer.LayerSpace;
import io.hypervigil.containers.oci.Frozen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose layers containerd has. */
class ContainerdLayersTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    @Test
    void the_layers_of_dockers_containers_are_not_among_its_own() throws Exception {
        task("k8s.io", "train");
        task("moby", "web");
        var source =
                new ContainerdFiles(
                        folder, Optional.of(folder), folder, new Frozen(folder, folder));

        try (var containerd =
                new FileInstance(
                        ContainerdFiles.RUNTIME,
                        Optional.empty(),
                        folder.toString(),
                        source,
                        InstantSource.system(),
                        Duration.ofMinutes(1))) {
            containerd.awaitAsked(Duration.ofSeconds(10));

            assertThat(containerd.containers()).containsOnlyKeys("train", "web");
            assertThat(containerd.layerSpace("train"))
                    .map(LayerSpace::bytes)
                    .contains((double) Files.getFileStore(folder).getTotalSpace());
            assertThat(containerd.layerSpace("web")).isEmpty();
        }
    }

    private void task(String namespace, String id) throws IOException {
        var bundle =
                Files.createDirectories(
                        folder.resolve("io.containerd.runtime.v2.task/" + namespace + "/" + id));
        Files.writeString(bundle.resolve("config.json"), "{}");
        Files.writeString(bundle.resolve("init.pid"), "1");
    }
}
