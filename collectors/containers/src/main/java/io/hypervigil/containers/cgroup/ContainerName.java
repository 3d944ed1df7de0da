package io.hypervigil.containers.cgroup;

import io.hypervigil.containers.cgroup.CgroupKind.Container;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How runtimes write a container into the path of its control group.
 *
 * <pre>
 * docker-3f1c….scope  libpod-3f1c….scope  libpod-payload-3f1c…  cri-containerd-3f1c….scope
 * nerdctl-3f1c….scope  crio-3f1c….scope   kubepods-…slice:cri-containerd:3f1c…
 * /docker/3f1c…  /any/parent/3f1c…  /default/any-name  /lxc/100  lxc.payload.web
 * </pre>
 *
 * <p>A folder of any other name is taken for none, although plain containerd lets an id be any text
 * in any namespace: only those of the two namespaces that it has by itself are.
 */
final class ContainerName {

    private static final Pattern ID =
            Pattern.compile(
                    "(?:(?<before>.*)[-:])?(?<id>[0-9a-f]{64})(?:\\.scope)?", Pattern.DOTALL);
    private static final String LXC_PAYLOAD = "lxc.payload.";
    private static final Set<String> LXC_FOLDERS = Set.of("lxc", "lxc.payload");
    private static final Set<String> CONTAINERD_NAMESPACES = Set.of("default", "k8s.io");
    private static final String LXC = "lxc";
    private static final String CONTAINERD = "containerd";

    private ContainerName() {}

    /** Whether an element is of those who watch over containers. */
    static boolean isWatcher(String element) {
        return element.contains("-conmon-")
                || element.startsWith("lxc.monitor")
                || element.equals("lxc.pivot");
    }

    /** The container that an element of a path names, if any. */
    static Optional<Container> at(List<String> elements, int index, Optional<String> podUid) {
        var element = elements.get(index);
        var parent = index == 0 ? "" : elements.get(index - 1);
        if (element.startsWith(LXC_PAYLOAD) && element.length() > LXC_PAYLOAD.length()) {
            return container(LXC, element.substring(LXC_PAYLOAD.length()), podUid);
        }
        if (LXC_FOLDERS.contains(parent)) {
            return container(LXC, element, podUid);
        }
        var id = ID.matcher(element);
        if (id.matches()) {
            var before = id.group("before");
            var runtime = runtime(before == null ? parent : before);
            return Optional.of(new Container(runtime, id.group("id"), podUid));
        }
        return index == 1 && CONTAINERD_NAMESPACES.contains(parent)
                ? container(CONTAINERD, element, podUid)
                : Optional.empty();
    }

    private static Optional<Container> container(String runtime, String id, Optional<String> pod) {
        return Optional.of(new Container(Optional.of(runtime), id, pod));
    }

    private static Optional<String> runtime(String before) {
        if (before.endsWith(CONTAINERD)
                || before.equals("nerdctl")
                || CONTAINERD_NAMESPACES.contains(before)) {
            return Optional.of(CONTAINERD);
        }
        if (before.startsWith("libpod")) {
            return Optional.of("podman");
        }
        return switch (before) {
            case "docker" -> Optional.of("docker");
            case "crio" -> Optional.of("cri-o");
            default -> Optional.empty();
        };
    }
}
