package io.hypervigil.containers.cgroup;

import io.hypervigil.containers.cgroup.CgroupKind.Machine;
import io.hypervigil.containers.cgroup.CgroupKind.Other;
import io.hypervigil.containers.cgroup.CgroupKind.Payload;
import io.hypervigil.containers.cgroup.CgroupKind.Pod;
import io.hypervigil.containers.cgroup.CgroupKind.QualityOfService;
import io.hypervigil.containers.cgroup.CgroupKind.Unit;
import io.hypervigil.containers.cgroup.CgroupKind.Watcher;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a control group is, told from its path. Of containers within a container, the outer one
 * counts: that is the one this host knows of.
 *
 * <p>Thread: any; pure.
 */
public final class CgroupName {

    private static final Pattern POD =
            Pattern.compile(
                    "(?:kubepods.*-)?pod"
                            + "([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})"
                            + "(?:\\.slice)?(?::.*)?",
                    Pattern.DOTALL);
    private static final String KUBERNETES = "kubepods";

    private CgroupName() {}

    /** The kind of the group with a path as in {@code /proc/PID/cgroup}. */
    public static CgroupKind of(String path) {
        var elements = Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
        Optional<Pod> pod = Optional.empty();
        for (int i = 0; i < elements.size(); i++) {
            boolean isLast = i == elements.size() - 1;
            var element = elements.get(i);
            if (ContainerName.isWatcher(element)) {
                return new Watcher();
            }
            if (isMachine(element)) {
                return new Machine();
            }
            pod = pod.or(() -> pod(path, element));
            var container = ContainerName.at(elements, i, pod.map(Pod::uid));
            if (container.isPresent()) {
                return isLast ? container.get() : new Payload();
            }
        }
        return elements.isEmpty() ? new Other() : ofLast(elements, pod);
    }

    /** Whether the kubelet keeps its pods right here. */
    public static boolean isKubernetes(String path) {
        return path.endsWith("/" + KUBERNETES) || path.endsWith("/" + KUBERNETES + ".slice");
    }

    private static CgroupKind ofLast(List<String> elements, Optional<Pod> pod) {
        var last = elements.getLast();
        if (pod.isPresent() && POD.matcher(last).matches()) {
            return pod.get();
        }
        return isUnit(last) ? new Unit(last) : new Other();
    }

    private static Optional<Pod> pod(String path, String element) {
        var pod = POD.matcher(element);
        return path.contains(KUBERNETES) && pod.matches()
                ? Optional.of(new Pod(pod.group(1).replace('_', '-'), qos(path)))
                : Optional.empty();
    }

    private static QualityOfService qos(String path) {
        if (path.contains("burstable")) {
            return QualityOfService.BURSTABLE;
        }
        return path.contains("besteffort")
                ? QualityOfService.BESTEFFORT
                : QualityOfService.GUARANTEED;
    }

    /** libvirt's, by systemd and without; its LXC domains as well. */
    private static boolean isMachine(String element) {
        return element.endsWith(".libvirt-qemu")
                || element.endsWith(".libvirt-lxc")
                || (element.endsWith(".scope")
                        && (element.startsWith("machine-qemu\\x2d")
                                || element.startsWith("machine-lxc\\x2d")));
    }

    private static boolean isUnit(String element) {
        return element.endsWith(".slice")
                || element.endsWith(".service")
                || element.endsWith(".scope");
    }
}
