package io.hypervigil.containers.gpurequest;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.inventory.GpuRequest.All;
import io.hypervigil.containers.inventory.GpuRequest.CdiName;
import io.hypervigil.containers.inventory.GpuRequest.Count;
import io.hypervigil.containers.inventory.GpuRequest.DeviceFile;
import io.hypervigil.containers.inventory.GpuRequest.Index;
import io.hypervigil.containers.inventory.GpuRequest.MigIndex;
import io.hypervigil.containers.inventory.GpuRequest.Uuid;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GpuWordsTest {

    @Test
    void dockers_device_requests_are_understood() throws IOException {
        assertThat(requests("{\"Driver\":\"\",\"Count\":-1,\"Capabilities\":[[\"gpu\"]]}"))
                .containsExactly(new All());
        assertThat(
                        requests(
                                "{\"Driver\":\"nvidia\",\"Count\":2,\"Capabilities\":[[\"gpu\",\"utility\"]]}"))
                .containsExactly(new Count(2));
        assertThat(
                        requests(
                                "{\"Count\":0,\"DeviceIDs\":[\"0\",\"GPU-7f\",\"MIG-5e\",\"1:2\",\"0\"],\"Capabilities\":[[\"gpu\"]]}"))
                .containsExactly(
                        new Index(0), new Uuid("GPU-7f"), new Uuid("MIG-5e"), new MigIndex(1, 2));
        assertThat(
                        requests(
                                "{\"Driver\":\"cdi\",\"DeviceIDs\":[\"nvidia.com/gpu=0:1\",\"vendor.com/net=eth0\"]}"))
                .containsExactly(new MigIndex(0, 1));
        assertThat(requests("{\"Driver\":\"fpga\",\"Count\":1,\"Capabilities\":[[\"fpga\"]]}"))
                .isEmpty();
        assertThat(requests("null")).isEmpty();
    }

    @Test
    void names_of_the_cdi_are_understood() {
        var words = new GpuWords();
        List.of(
                        "nvidia.com/gpu=all",
                        "nvidia.com/gpu=gpu1",
                        "nvidia.com/gpu=mig0:3",
                        "nvidia.com/gpu=GPU-7f3c",
                        "k8s.device-plugin.nvidia.com/gpu=MIG-5e",
                        "nvidia.com/gpu=special",
                        "amd.com/gpu=0",
                        "nvidia.com/gds=all",
                        "/dev/nvidia0",
                        "")
                .forEach(words::cdi);

        assertThat(words.found())
                .containsExactly(
                        new All(),
                        new Index(1),
                        new MigIndex(0, 3),
                        new Uuid("GPU-7f3c"),
                        new Uuid("MIG-5e"),
                        new CdiName("nvidia.com/gpu=special"),
                        new CdiName("amd.com/gpu=0"));
    }

    @Test
    void the_variable_and_annotations_are_understood() {
        assertThat(
                        new GpuWords()
                                .environment(List.of("A=b", "NVIDIA_VISIBLE_DEVICES=0, GPU-1,void"))
                                .found())
                .containsExactly(new Index(0), new Uuid("GPU-1"));
        assertThat(new GpuWords().environment(List.of("NVIDIA_VISIBLE_DEVICES=none")).found())
                .isEmpty();
        assertThat(
                        new GpuWords()
                                .annotations(
                                        Map.of("cdi.k8s.io/a", "nvidia.com/gpu=1,nvidia.com/gpu=2"))
                                .found())
                .containsExactly(new Index(1), new Index(2));
    }

    @Test
    void device_files_count_where_nothing_else_was_asked_for() throws IOException {
        var files =
                Json.parse(
                        "",
                        """
                        [{"PathOnHost":"/dev/nvidiactl"},{"PathOnHost":"/dev/nvidia3"},
                        {"PathOnHost":"/dev/nvidia-uvm"},{"PathOnHost":"/dev/fuse"},7]""");

        assertThat(new GpuWords().deviceFiles(files).found())
                .containsExactly(new DeviceFile("/dev/nvidia3"));
        assertThat(new GpuWords().cdi("nvidia.com/gpu=0").deviceFiles(files).found())
                .containsExactly(new Index(0));
    }

    @Test
    void a_prepared_container_is_known_by_hook_or_device() throws IOException {
        assertThat(
                        NvidiaHook.isIn(
                                Json.parse(
                                        "",
                                        "{\"hooks\":{\"prestart\":[{\"path\":\"/usr/bin/nvidia-container-runtime-hook\"}]}}")))
                .isTrue();
        assertThat(
                        NvidiaHook.isIn(
                                Json.parse(
                                        "",
                                        "{\"linux\":{\"devices\":[{\"path\":\"/dev/nvidiactl\"}]}}")))
                .isTrue();
        assertThat(NvidiaHook.isIn(Json.parse("", "{\"hooks\":7}"))).isFalse();
    }

    @Property
    void no_word_breaks_anything(@ForAll String word) {
        var found =
                new GpuWords()
                        .cdi(word)
                        .commandLine(List.of("--device", word, "--device=" + word))
                        .environment(List.of("NVIDIA_VISIBLE_DEVICES=" + word))
                        .annotations(Map.of("cdi.k8s.io/x", word))
                        .found();

        assertThat(found).doesNotHaveDuplicates();
    }

    private static List<GpuRequest> requests(String request) throws IOException {
        return new GpuWords().deviceRequests(Json.parse("test", "[" + request + "]")).found();
    }
}
