package io.hypervigil.containers;

import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.containers.cgroup.Cgroup;
import io.hypervigil.containers.cgroup.CgroupKind;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.kubernetes.PodNames;
import io.hypervigil.containers.kubernetes.PodNames.PodName;
import io.hypervigil.containers.usage.Labels;
import java.util.Optional;

/** What control groups are called. Made for one round. */
final class Naming {

    private final PodNames pods;
    private final boolean hasPods;

    /**
     * @param pods what no runtime tells of
     * @param hasPods whether there are Kubernetes' labels
     */
    Naming(PodNames pods, boolean hasPods) {
        this.pods = pods;
        this.hasPods = hasPods;
    }

    /** The labels of a group's samples. */
    Labels labels(Cgroup cgroup, Optional<Container> told) {
        var labels =
                Labels.of(
                        cgroup.path(),
                        told.map(Container::name).orElseGet(() -> nameOf(cgroup.kind())),
                        told.map(Container::image).orElse(""));
        if (!hasPods) {
            return labels;
        }
        var pod = podOf(cgroup.kind(), told).orElse(new PodName("", "", ""));
        return labels.inPod(pod.namespace(), pod.pod(), pod.container());
    }

    /** Whose the devices are that a container holds: its pod's, where it is in one. */
    static Optional<Owner> owner(Cgroup cgroup, Optional<Container> told, Labels labels) {
        return switch (cgroup.kind()) {
            case CgroupKind.Container(_, var id, var podUid) ->
                    Optional.of(
                            podUid.isPresent()
                                    ? podOwner(podUid.get(), labels)
                                    : new Owner(OwnerType.CONTAINER, id, labels.name()));
            case CgroupKind.Pod(var uid, _) -> Optional.of(podOwner(uid, labels));
            case CgroupKind.Unit _, CgroupKind.Other _ ->
                    told.map(of -> new Owner(OwnerType.CONTAINER, of.id(), of.name()));
            case CgroupKind.Machine _, CgroupKind.Payload _, CgroupKind.Watcher _ ->
                    Optional.empty();
        };
    }

    private static Owner podOwner(String uid, Labels labels) {
        return new Owner(OwnerType.POD, uid, labels.podName().orElse(uid));
    }

    private static String nameOf(CgroupKind kind) {
        return switch (kind) {
            case CgroupKind.Container(_, var id, _) -> Container.shortId(id);
            case CgroupKind.Pod _, CgroupKind.Unit _, CgroupKind.Other _ -> "";
            case CgroupKind.Machine _, CgroupKind.Payload _, CgroupKind.Watcher _ -> "";
        };
    }

    private Optional<PodName> podOf(CgroupKind kind, Optional<Container> told) {
        var byRuntime =
                told.flatMap(Container::pod)
                        .filter(pod -> !pod.namespace().isEmpty())
                        .map(pod -> new PodName(pod.namespace(), pod.name(), pod.container()));
        return byRuntime.or(
                () ->
                        switch (kind) {
                            case CgroupKind.Pod(var uid, _) -> pods.ofPod(uid);
                            case CgroupKind.Container(_, var id, var uid) ->
                                    pods.ofContainer(id).or(() -> uid.flatMap(pods::ofPod));
                            case CgroupKind.Unit _, CgroupKind.Other _ -> Optional.empty();
                            case CgroupKind.Machine _ -> Optional.empty();
                            case CgroupKind.Payload _, CgroupKind.Watcher _ -> Optional.empty();
                        });
    }
}
