package io.hypervigil.nvml.cgroup;

import io.hypervigil.nvml.cgroup.CgroupOwner.Container;
import io.hypervigil.nvml.cgroup.CgroupOwner.Job;
import io.hypervigil.nvml.cgroup.CgroupOwner.Machine;
import io.hypervigil.nvml.cgroup.CgroupOwner.Pod;
import io.hypervigil.nvml.cgroup.CgroupOwner.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose a path of a control group is. Where one owner lies within another, as a container in a
 * container, the outer one is it: that is the one this host knows of.
 */
final class CgroupPath {

    private static final Pattern POD_UID =
            Pattern.compile(
                    "pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})(?![0-9a-f])");
    private static final String JOB = "job_";
    private static final String STEP = "step_";
    private static final Pattern USER_MANAGER = Pattern.compile("user@[0-9]+\\.service");

    private final List<String> elements;

    private CgroupPath(String path) {
        this.elements =
                Arrays.stream(path.split("/", -1)).filter(element -> !element.isEmpty()).toList();
    }

    static Optional<CgroupOwner> owner(String path) {
        return new CgroupPath(path).owner();
    }

    private Optional<CgroupOwner> owner() {
        Optional<String> pod = Optional.empty();
        boolean isKubernetes = false;
        boolean isSlurm = false;
        for (int i = 0; i < elements.size(); i++) {
            var element = elements.get(i);
            isKubernetes |= element.contains("kubepods");
            isSlurm |= element.contains("slurm");
            if (isKubernetes && pod.isEmpty()) {
                pod = podUid(element);
            }
            var found = at(i, pod, isSlurm);
            if (found.isPresent()) {
                return found;
            }
        }
        if (pod.isPresent()) {
            return Optional.of(new Pod(pod.get(), Optional.empty()));
        }
        return ContainerId.ofNamespace(elements).<CgroupOwner>map(owner -> owner).or(this::unit);
    }

    private Optional<CgroupOwner> at(int index, Optional<String> pod, boolean isSlurm) {
        var element = elements.get(index);
        if (ContainerId.isWatchers(element)) {
            return Optional.empty();
        }
        if (isSlurm && element.startsWith(JOB) && element.length() > JOB.length()) {
            return Optional.of(new Job(element.substring(JOB.length()), step(index + 1)));
        }
        var machine = MachineName.of(element);
        if (machine.isPresent()) {
            return Optional.of(new Machine(machine.get()));
        }
        return ContainerId.of(elements, index).map(container -> within(pod, container));
    }

    private static CgroupOwner within(Optional<String> pod, Container container) {
        return pod.isPresent() ? new Pod(pod.get(), Optional.of(container.id())) : container;
    }

    private static Optional<String> podUid(String element) {
        var matcher = POD_UID.matcher(element);
        return matcher.find() ? Optional.of(matcher.group(1).replace('_', '-')) : Optional.empty();
    }

    private Optional<String> step(int index) {
        return index < elements.size() && elements.get(index).startsWith(STEP)
                ? Optional.of(elements.get(index).substring(STEP.length()))
                : Optional.empty();
    }

    /** The outermost unit; of a user's, the one below the user's manager. */
    private Optional<CgroupOwner> unit() {
        var units = elements.stream().filter(CgroupPath::isUnit).limit(2).toList();
        if (units.isEmpty()) {
            return Optional.empty();
        }
        var first = units.getFirst();
        boolean isUsers = units.size() > 1 && USER_MANAGER.matcher(first).matches();
        var name = units.get(isUsers ? 1 : 0);
        return Optional.of(new Unit(isUsers ? first + "/" + name : name, name));
    }

    private static boolean isUnit(String element) {
        return (element.endsWith(".service") || element.endsWith(".scope"))
                && !element.equals("init.scope")
                && !ContainerId.isWatchers(element);
    }
}
