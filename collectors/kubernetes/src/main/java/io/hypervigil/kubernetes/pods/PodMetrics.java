package io.hypervigil.kubernetes.pods;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.kubernetes.pods.PodDevices.ContainerDevices;
import io.hypervigil.kubernetes.pods.PodDevices.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * What the kubelet says that the containers of this node were given.
 *
 * <pre>
 * kube_pod_resource_devices{namespace="ml",pod="train-0",container="cuda",resource="nvidia.com/gpu"} 2
 * kube_pod_gpu_info{namespace="ml",pod="train-0",container="cuda",resource="nvidia.com/gpu",device="GPU-7f3c…"} 1
 * </pre>
 */
public final class PodMetrics {

    public static final Group GROUP =
            Group.on(
                    "kubernetes.pod_resources",
                    "devices of pods, from the kubelet's pod-resources socket");

    private static final Family DEVICES =
            Family.gauge(
                    GROUP,
                    "kube_pod_resource_devices",
                    "Devices that a container of this node was given, from the kubelet's"
                            + " PodResourcesLister/List.",
                    "namespace",
                    "pod",
                    "container",
                    "resource");
    private static final Family GPU =
            Family.gauge(
                    GROUP,
                    "kube_pod_gpu_info",
                    "A GPU or part of one that a container of this node was given, by its device"
                            + " plugin's or driver's own name, from the kubelet's"
                            + " PodResourcesLister/List.",
                    "namespace",
                    "pod",
                    "container",
                    "resource",
                    "device");

    public static final List<Family> FAMILIES = List.of(DEVICES, GPU);

    private PodMetrics() {}

    /** A GPU by the name that the kubelet knows. */
    public record NamedGpu(
            PodDevices pod, ContainerDevices container, String resource, String device) {}

    /** The kubelet says devices of one resource apart where they are of several NUMA nodes. */
    public static void write(List<PodDevices> pods, Set<NamedGpu> gpus, SampleSink sink) {
        for (PodDevices pod : pods) {
            for (ContainerDevices container : pod.containers()) {
                var counts = new LinkedHashMap<String, Integer>();
                for (Given given : container.given()) {
                    counts.merge(given.resource(), given.count(), Integer::sum);
                }
                counts.forEach(
                        (resource, count) ->
                                sink.add(
                                        DEVICES,
                                        count,
                                        pod.namespace(),
                                        pod.name(),
                                        container.name(),
                                        resource));
            }
        }
        for (NamedGpu gpu : gpus) {
            sink.add(
                    GPU,
                    1,
                    gpu.pod.namespace(),
                    gpu.pod.name(),
                    gpu.container.name(),
                    gpu.resource,
                    gpu.device);
        }
    }
}
