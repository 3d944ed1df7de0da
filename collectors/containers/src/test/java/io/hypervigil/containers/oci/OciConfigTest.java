package io.hypervigil.containers.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.containers.json.Json;
import io.hypervigil.containers.oci.OciConfig.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OciConfigTest {

    @ParameterizedTest
    @CsvSource({
        "/docker/3f2a, /docker/3f2a",
        "system.slice:docker:3f2a, /system.slice/docker-3f2a.scope",
        ":docker:3f2a, /system.slice/docker-3f2a.scope",
        "-.slice:docker:3f2a, /docker-3f2a.scope",
        "kubepods-burstable-pod1_2.slice:cri-containerd:3f,"
                + " /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1_2.slice/cri-containerd-3f.scope",
    })
    void a_cgroups_path_of_either_driver_is_a_path(String text, String expected) {
        assertThat(CgroupsPath.of(text)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "a:b", "a:b:", "relative/path"})
    void what_is_no_cgroups_path_is_none(String text) {
        assertThat(CgroupsPath.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'[]', HOST",
        "'[{\"type\":\"pid\"}]', HOST",
        "'[{\"type\":\"network\"}]', OWN",
        "'[{\"type\":\"network\",\"path\":\"/run/netns/cni-1\"}]', OWN",
        "'[{\"type\":\"network\",\"path\":\"/proc/17/ns/net\"}]', JOINED",
    })
    void whose_network_it_is_is_known(String namespaces, Network expected) throws IOException {
        var config = Json.parse("", "{\"linux\":{\"namespaces\":" + namespaces + "}}");

        assertThat(OciConfig.of(config).network()).isEqualTo(expected);
    }

    @Test
    void no_link_and_no_folder_is_read(@TempDir Path folder) throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/passwd"));

        assertThatThrownBy(() -> StateFiles.json(link)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> StateFiles.json(folder)).isInstanceOf(IOException.class);
        assertThat(StateFiles.json(folder.resolve("missing"))).isEmpty();
        assertThat(StateFiles.number(link)).isEmpty();
        assertThat(StateFiles.number(Files.writeString(folder.resolve("pid"), "42\n")))
                .hasValue(42);
        assertThat(StateFiles.number(Files.writeString(folder.resolve("pid"), "-42"))).isEmpty();
    }
}
