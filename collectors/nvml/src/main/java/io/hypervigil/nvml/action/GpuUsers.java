package io.hypervigil.nvml.action;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.jna.NvmlProcesses;
import io.hypervigil.nvml.jna.NvmlProcesses.Kind;
import io.hypervigil.nvml.jna.NvmlProcesses.nvmlProcessInfo_t;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who uses a GPU now, for people: {@code process 4242 (python3)}, {@code vm web1}. This process
 * itself is not among them.
 *
 * <p>Thread: one.
 */
final class GpuUsers {

    private final GpuControl control;
    private final FileTree proc;

    GpuUsers(GpuControl control) {
        this.control = control;
        this.proc = control.files().get().proc();
    }

    /** Those that the driver lists, and those that others have said. */
    List<String> working(GpuSession gpu) throws ActionFailure {
        var pids = new TreeSet<Long>();
        for (nvmlProcessInfo_t process : listed(gpu)) {
            pids.add(process.pid());
        }
        for (Fact.GpuProcess process : control.facts().facts(Fact.GpuProcess.class)) {
            if (process.gpuUuid().equals(gpu.uuid())) {
                pids.add(process.pid());
            }
        }
        return named(pids, owners(device -> isDevice(device, gpu)));
    }

    /** Those of a MIG instance. */
    List<String> working(GpuSession gpu, int gpuInstance) throws ActionFailure {
        var pids = new TreeSet<Long>();
        for (nvmlProcessInfo_t process : listed(gpu)) {
            if (process.gpuInstanceId().orElse(-1) == gpuInstance) {
                pids.add(process.pid());
            }
        }
        return named(pids, Set.of());
    }

    /** Those that have the GPU open, whatever they do with it. */
    List<String> holding(KnownGpu gpu) {
        var minor = minor(gpu.address());
        return minor.isEmpty()
                ? List.of()
                : named(holders(Set.of("/dev/nvidia" + minor.get())), Set.of());
    }

    /** Those that have a group given to virtual machines open. */
    List<String> passedThrough(PciGroup group) {
        var nodes = new LinkedHashSet<String>();
        nodes.add("/dev/vfio/" + group.number());
        var sys = control.files().get().sys();
        for (PciGroup.Member member : group.members()) {
            for (String node : sys.list(PciGroup.DEVICES + member.address() + "/vfio-dev")) {
                nodes.add("/dev/vfio/devices/" + node);
            }
        }
        var addresses = group.members().stream().map(PciGroup.Member::address).toList();
        return named(
                holders(nodes),
                owners(
                        device ->
                                device instanceof Fact.Device.Pci(var address)
                                        && addresses.contains(address)));
    }

    /** Whether a screen shows what it draws. */
    static boolean isDisplaying(GpuSession gpu) throws ActionFailure {
        return gpu.number(NvmlIdentity.nvmlDeviceGetDisplayActive).orElse(0L) == 1;
    }

    private static List<nvmlProcessInfo_t> listed(GpuSession gpu) throws ActionFailure {
        var all = new ArrayList<nvmlProcessInfo_t>();
        try (var processes = new NvmlProcesses(gpu.calls().library())) {
            for (Kind kind : Kind.values()) {
                gpu.ask(kind.question(), processes.running(gpu.device(), kind))
                        .ifPresent(all::addAll);
            }
        }
        return all;
    }

    private Set<String> owners(Predicate<Fact.Device> isIt) {
        var owners = new LinkedHashSet<String>();
        for (Fact.Claim claim : control.facts().facts(Fact.Claim.class)) {
            if (claim.basis() == Fact.Basis.RUNNING && isIt.test(claim.device())) {
                owners.add(
                        claim.owner().type().name().toLowerCase(Locale.ROOT)
                                + " "
                                + claim.owner().name());
            }
        }
        return owners;
    }

    private static boolean isDevice(Fact.Device device, GpuSession gpu) {
        return switch (device) {
            case Fact.Device.GpuUuid(var uuid) -> uuid.equals(gpu.uuid());
            case Fact.Device.GpuIndex(int index) -> index == gpu.gpu().index();
            case Fact.Device.Pci(var address) -> address.equals(gpu.gpu().pciAddress());
            case Fact.Device.GpuInstance(var whole, _) -> isDevice(whole, gpu);
            case Fact.Device.AllGpus(),
                    Fact.Device.Mediated(_),
                    Fact.Device.CgroupProcesses(_),
                    Fact.Device.ProcessDevices(_) ->
                    false;
        };
    }

    /** As {@code /proc/driver/nvidia/gpus/ADDRESS/information} says it. */
    private Optional<String> minor(String address) {
        return proc.attribute("driver/nvidia/gpus/" + address + "/information")
                .flatMap(
                        text ->
                                text.lines()
                                        .filter(line -> line.startsWith("Device Minor:"))
                                        .map(line -> line.substring(13).strip())
                                        .findFirst());
    }

    private Set<Long> holders(Set<String> nodes) {
        var holders = new TreeSet<Long>();
        for (String pid : proc.list("")) {
            if (!pid.isEmpty() && pid.chars().allMatch(Character::isDigit) && holds(pid, nodes)) {
                holders.add(Long.parseLong(pid));
            }
        }
        return holders;
    }

    private boolean holds(String pid, Set<String> nodes) {
        var folder = pid + "/fd";
        return proc.list(folder).stream()
                .anyMatch(
                        number ->
                                proc.link(folder + "/" + number)
                                        .filter(nodes::contains)
                                        .isPresent());
    }

    private List<String> named(Set<Long> pids, Set<String> owners) {
        var names = new ArrayList<String>();
        for (long pid : pids) {
            if (pid != ProcessHandle.current().pid()) {
                names.add(
                        "process "
                                + pid
                                + proc.attribute(pid + "/comm")
                                        .map(name -> " (" + name + ")")
                                        .orElse(""));
            }
        }
        names.addAll(owners);
        return names;
    }
}
