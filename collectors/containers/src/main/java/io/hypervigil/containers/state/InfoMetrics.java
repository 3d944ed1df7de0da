package io.hypervigil.containers.state;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.inventory.Container;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a container is. {@code id} is that of the usage families, and empty while it does not run;
 * {@code container_id} is the runtime's, and that of the families that tell of its state.
 *
 * <pre>
 * container_info{id="/system.slice/docker-3f….scope",container_id="3f…",name="web",image="nginx",runtime="docker",user="",pod="",compose_project="shop",compose_service="web",container_label_team="a"} 1
 * </pre>
 */
public final class InfoMetrics {

    public static final Group GROUP =
            Group.on("containers.info", "what containers are: runtime, user, labels");

    private static final Family INFO =
            Family.gauge(
                    GROUP,
                    "container_info",
                    "What a container is, as its runtime and the path of its control group say.",
                    "id",
                    "container_id",
                    "name",
                    "image",
                    "runtime",
                    "user",
                    "pod",
                    "compose_project",
                    "compose_service",
                    "*");

    public static final List<Family> FAMILIES = List.of(INFO);

    private static final List<String> PROJECT =
            List.of("com.docker.compose.project", "io.podman.compose.project");
    private static final List<String> SERVICE =
            List.of("com.docker.compose.service", "io.podman.compose.service");

    private final ShownLabels shown;
    private final Family info;

    /**
     * @param shown which of a container's labels become labels here
     */
    public InfoMetrics(ShownLabels shown) {
        this.shown = shown;
        this.info = INFO.withLabels(shown.labelNames());
    }

    /**
     * A container that a runtime tells of.
     *
     * @param cgroup "" while it does not run
     */
    public void write(Container container, String cgroup, SampleSink sink) {
        var labels = container.labels();
        add(
                sink,
                Stream.of(
                        cgroup,
                        container.id(),
                        container.name(),
                        container.image(),
                        container.runtime(),
                        container.user().orElse(""),
                        container.pod().map(Container.Pod::name).orElse(""),
                        first(PROJECT, container),
                        first(SERVICE, container)),
                shown.valuesOf(labels));
    }

    /** A container that is seen by its control group alone. */
    public void write(String cgroup, String id, String name, String runtime, SampleSink sink) {
        add(
                sink,
                Stream.of(cgroup, id, name, "", runtime, "", "", "", ""),
                shown.names().stream().map(_ -> "").toList());
    }

    private void add(SampleSink sink, Stream<String> values, List<String> more) {
        sink.add(info, 1, Stream.concat(values, more.stream()).toArray(String[]::new));
    }

    private static String first(List<String> names, Container container) {
        for (String name : names) {
            var value = container.labels().getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
