package io.hypervigil.nvml.cgroup;

import io.hypervigil.nvml.cgroup.CgroupOwner.Container;
import io.hypervigil.nvml.cgroup.CgroupOwner.Engine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How runtimes write a container's id into the path of its control group.
 *
 * <pre>
 * docker-3f1c….scope   cri-containerd-3f1c….scope   crio-3f1c….scope   libpod-3f1c….scope
 * /docker/3f1c…   …/pod5e0b…/3f1c…   …slice:cri-containerd:3f1c…   /lxc/web   lxc.payload.web
 * </pre>
 */
final class ContainerId {

    /** Docker's and all others'; Fargate's; Garden's. */
    private static final Pattern ID =
            Pattern.compile(
                    "(?:(?<before>.*)[-:])?"
                            + "(?<id>[0-9a-f]{64}|[0-9a-f]{32}-[0-9]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){4})"
                            + "(?:\\.scope)?");

    private static final String LXC_PAYLOAD = "lxc.payload.";
    private static final Set<String> LXC_FOLDERS = Set.of("lxc", "lxc.payload");

    /** Where the first of two elements is one of these, the second is no container. */
    private static final Set<String> NOT_A_NAMESPACE =
            Set.of("user", "system", "machine", "init", "kubepods", "kubelet", "slurm", "..");

    private ContainerId() {}

    /** Whether the element is of those who watch over containers, which are no part of them. */
    static boolean isWatchers(String element) {
        return element.contains("-conmon-") || element.startsWith("lxc.monitor");
    }

    /** The container that an element of a path names, if any. */
    static Optional<Container> of(List<String> elements, int index) {
        var element = elements.get(index);
        var parent = index == 0 ? "" : elements.get(index - 1);
        if (element.startsWith(LXC_PAYLOAD) && element.length() > LXC_PAYLOAD.length()) {
            return container(Engine.LXC, element.substring(LXC_PAYLOAD.length()));
        }
        if (LXC_FOLDERS.contains(parent)) {
            return container(Engine.LXC, element);
        }
        var matcher = ID.matcher(element);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var before = matcher.group("before");
        var engine = engine(before == null ? parent : before);
        return container(engine, matcher.group("id"));
    }

    /** Plain containerd's {@code /NAMESPACE/ID}, where an id is any text. */
    static Optional<Container> ofNamespace(List<String> elements) {
        boolean isPlain =
                elements.size() == 2
                        && !NOT_A_NAMESPACE.contains(elements.getFirst())
                        && elements.stream().noneMatch(ContainerId::isOfSystemd)
                        && elements.stream().noneMatch(ContainerId::isWatchers);
        return isPlain ? container(Engine.CONTAINERD, elements.getLast()) : Optional.empty();
    }

    private static Optional<Container> container(Engine engine, String id) {
        return Optional.of(new Container(engine, id));
    }

    private static Engine engine(String before) {
        if (before.endsWith("containerd") || before.equals("nerdctl")) {
            return Engine.CONTAINERD;
        }
        if (before.startsWith("libpod")) {
            return Engine.PODMAN;
        }
        return switch (before) {
            case "docker" -> Engine.DOCKER;
            case "crio" -> Engine.CRIO;
            case "default", "k8s.io" -> Engine.CONTAINERD;
            default -> Engine.UNKNOWN;
        };
    }

    private static boolean isOfSystemd(String element) {
        return element.endsWith(".slice")
                || element.endsWith(".scope")
                || element.endsWith(".service");
    }
}
