package io.hypervigil.containers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SampleBook.Missing;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.containers.instance.InstanceState;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.instance.PodSummary;
import io.hypervigil.containers.instance.RuntimeInstance;
import io.hypervigil.containers.instance.Sizes;
import io.hypervigil.containers.instance.Stock;
import io.hypervigil.containers.inventory.Container;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuntimeMetricsTest {

    private static final Instant THEN = Instant.ofEpochSecond(1_795_291_544);

    /** A runtime that says what it is told to. */
    private record Told(String runtime, Optional<String> user, String address, InstanceState state)
            implements RuntimeInstance {

        @Override
        public Map<String, Container> containers() {
            return Map.of();
        }

        @Override
        public List<PodSummary> pods() {
            return runtime.equals("podman")
                    ? List.of(
                            new PodSummary("42cb", "shop", "Running", "a04b", 2, Optional.of(THEN)),
                            new PodSummary("17aa", "odd", "Unheard", "", 0, Optional.empty()))
                    : List.of();
        }

        @Override
        public Optional<Stock> stock() throws IOException {
            if (runtime.equals("podman")) {
                throw new IOException("no answer in time");
            }
            return Optional.of(new Stock(12, 3, 4_000, Map.of("local", 2, "nfs", 1)));
        }

        @Override
        public Optional<Sizes> sizes() throws IOException {
            if (runtime.equals("podman")) {
                throw new IOException("no answer in time");
            }
            if (runtime.equals("containerd")) {
                return Optional.empty();
            }
            return Optional.of(new Sizes(Map.of("3f", 4_096L), 73_000_000_000L));
        }

        @Override
        public void close() {}
    }

    private static final List<RuntimeInstance> INSTANCES =
            List.of(
                    new Told(
                            "docker",
                            Optional.empty(),
                            "/run/docker.sock",
                            new Up(THEN, "20.10.24", "1.41")),
                    new Told("podman", Optional.of("ada"), "/home/ada", new Down(THEN, "gone")));

    private final SampleBook book = new SampleBook(new SeriesTable(), 1000);

    @Test
    void what_files_do_not_say_is_listed() {
        book.begin();
        List<RuntimeInstance> containerd =
                List.of(
                        new Told(
                                "containerd",
                                Optional.empty(),
                                "/run/containerd",
                                new Up(THEN, "", "")));
        RuntimeMetrics.write(containerd, book);
        SizeMetrics.write(containerd, book);

        assertThat(Exposition.text(List.of(book.finish())))
                .contains("hypervigil_container_runtime_up")
                .doesNotContain("hypervigil_container_runtime_info");
        assertThat(book.missing())
                .containsExactly(
                        new Missing(
                                "version of containerd at /run/containerd",
                                "its files alone are read, and do not say it"),
                        new Missing(
                                "sizes of volumes and layers of containerd at /run/containerd",
                                "its files alone are read, and do not say it"));
    }

    @Test
    void sizes_of_volumes_are_written_and_those_of_layers_given() {
        book.begin();
        var layers = SizeMetrics.write(INSTANCES, book);

        assertThat(layers).isEqualTo(Map.of("3f", 4_096L));
        assertThat(Exposition.text(List.of(book.finish())))
                .endsWith(
                        "\ncontainer_runtime_volume_bytes{runtime=\"docker\",user=\"\","
                                + "address=\"/run/docker.sock\"} 73000000000\n");
        assertThat(book.missing())
                .containsExactly(
                        new Missing(
                                "sizes of volumes and layers of podman at /home/ada",
                                "no answer in time"));
    }

    @Test
    void runtimes_pods_and_images_are_written() {
        book.begin();
        RuntimeMetrics.write(INSTANCES, book);
        StockMetrics.write(INSTANCES, book);
        PodmanPodMetrics.write(INSTANCES, book);

        assertThat(Exposition.text(List.of(book.finish())))
                .isEqualTo(
                        """
                        # HELP container_runtime_image_bytes Sizes of a container runtime's images summed, from its list of images; a layer that several share counts in each.
                        # TYPE container_runtime_image_bytes gauge
                        container_runtime_image_bytes{runtime="docker",user="",address="/run/docker.sock"} 4000
                        # HELP container_runtime_images Images of a container runtime, tagged or dangling, from its list of images.
                        # TYPE container_runtime_images gauge
                        container_runtime_images{runtime="docker",user="",address="/run/docker.sock",kind="dangling"} 3
                        container_runtime_images{runtime="docker",user="",address="/run/docker.sock",kind="tagged"} 12
                        # HELP container_runtime_volumes Volumes of a container runtime, from its list of volumes.
                        # TYPE container_runtime_volumes gauge
                        container_runtime_volumes{runtime="docker",user="",address="/run/docker.sock",driver="local"} 2
                        container_runtime_volumes{runtime="docker",user="",address="/run/docker.sock",driver="nfs"} 1
                        # HELP hypervigil_container_runtime_info The version of a container runtime and that of its API that is spoken, from its /version.
                        # TYPE hypervigil_container_runtime_info gauge
                        hypervigil_container_runtime_info{runtime="docker",user="",address="/run/docker.sock",version="20.10.24",api_version="1.41"} 1
                        # HELP hypervigil_container_runtime_up Whether a container runtime answers, or its files can be read.
                        # TYPE hypervigil_container_runtime_up gauge
                        hypervigil_container_runtime_up{runtime="docker",user="",address="/run/docker.sock"} 1
                        hypervigil_container_runtime_up{runtime="podman",user="ada",address="/home/ada"} 0
                        # HELP podman_pod_containers Containers of a pod, its infra container included, from Podman's list of pods.
                        # TYPE podman_pod_containers gauge
                        podman_pod_containers{id="17aa"} 0
                        podman_pod_containers{id="42cb"} 2
                        # HELP podman_pod_created_seconds When a pod was made, in seconds since 1970, from Podman's list of pods.
                        # TYPE podman_pod_created_seconds gauge
                        podman_pod_created_seconds{id="42cb"} 1795291544
                        # HELP podman_pod_info A pod of Podman, from its list of pods.
                        # TYPE podman_pod_info gauge
                        podman_pod_info{id="17aa",name="odd",infra_id=""} 1
                        podman_pod_info{id="42cb",name="shop",infra_id="a04b"} 1
                        # HELP podman_pod_state Pods current state (-1=unknown,0=created,1=error,2=exited,3=paused,4=running,5=degraded,6=stopped).
                        # TYPE podman_pod_state gauge
                        podman_pod_state{id="17aa"} -1
                        podman_pod_state{id="42cb"} 4
                        """);
        assertThat(book.missing())
                .containsExactly(
                        new Missing("podman at /home/ada", "gone"),
                        new Missing(
                                "images and volumes of podman at /home/ada", "no answer in time"));
    }
}
