package io.hypervigil.containers.runtime;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.instance.PodSummary;
import io.hypervigil.containers.instance.RuntimeInstance;
import java.util.List;
import java.util.Locale;

/**
 * Podman's pods, with the names and numbers of prometheus-podman-exporter.
 *
 * <pre>
 * podman_pod_info{id="42cb6f…",name="shop",infra_id="a04b13…"} 1
 * podman_pod_state{id="42cb6f…"} 4
 * </pre>
 */
public final class PodmanPodMetrics {

    public static final Group GROUP = Group.on("containers.pods", "pods of Podman");

    private static final Family INFO =
            Family.gauge(
                    GROUP,
                    "podman_pod_info",
                    "A pod of Podman, from its list of pods.",
                    "id",
                    "name",
                    "infra_id");
    private static final Family STATE =
            Family.gauge(
                    GROUP,
                    "podman_pod_state",
                    "Pods current state"
                            + " (-1=unknown,0=created,1=error,2=exited,3=paused,4=running,5=degraded,6=stopped).",
                    "id");
    private static final Family CONTAINERS =
            Family.gauge(
                    GROUP,
                    "podman_pod_containers",
                    "Containers of a pod, its infra container included, from Podman's list of pods.",
                    "id");
    private static final Family CREATED =
            Family.gauge(
                    GROUP,
                    "podman_pod_created_seconds",
                    "When a pod was made, in seconds since 1970, from Podman's list of pods.",
                    "id");

    public static final List<Family> FAMILIES = List.of(INFO, STATE, CONTAINERS, CREATED);

    /** In the order of their numbers. */
    private static final List<String> STATES =
            List.of("created", "error", "exited", "paused", "running", "degraded", "stopped");

    private PodmanPodMetrics() {}

    /** All pods of all runtimes. */
    public static void write(List<RuntimeInstance> instances, SampleSink sink) {
        for (RuntimeInstance instance : instances) {
            for (PodSummary pod : instance.pods()) {
                write(pod, sink);
            }
        }
    }

    private static void write(PodSummary pod, SampleSink sink) {
        sink.add(INFO, 1, pod.id(), pod.name(), pod.infraId());
        sink.add(STATE, STATES.indexOf(pod.state().toLowerCase(Locale.ROOT)), pod.id());
        sink.add(CONTAINERS, pod.containers(), pod.id());
        pod.created()
                .ifPresent(time -> sink.add(CREATED, (double) time.getEpochSecond(), pod.id()));
    }
}
