package io.hypervigil.nvml.action;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.bus.PciFunction;
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
import java.util.stream.Stream;

/**
 * Who uses a GPU now, for people: {@code process 4242 (python3)}, {@code vm web1}. This process
 * itself is not among them.
 *
 * <p>Thread: one.
 */
final class GpuUsers {

    private final GpuControl control;
    private final FileTree sys;
    private final FileTree proc;
    private final OpenFiles open;

    GpuUsers(GpuControl control) {
        var files = control.files().get();
        this.control = control;
        this.sys = files.sys();
        this.proc = files.proc();
        this.open = new OpenFiles(proc);
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
        return named(pids, claiming(KnownGpu.of(gpu.gpu())));
    }

    /** Those of a MIG instance. */
    List<String> working(GpuSession gpu, int gpuInstance) throws ActionFailure {
        var pids = new TreeSet<Long>();
        for (nvmlProcessInfo_t process : listed(gpu)) {
            if (process.gpuInstanceId().orElse(-1) == gpuInstance) {
                pids.add(process.pid());
            }
        }
        var whole = KnownGpu.of(gpu.gpu());
        return named(pids, owners(device -> isInstance(device, whole, gpuInstance)));
    }

    /** Those that others have said, whatever they do with it. */
    Set<String> claiming(KnownGpu gpu) {
        return owners(device -> isDevice(device, gpu));
    }

    /** Those that have one of these files open. */
    List<String> holding(Set<String> nodes) throws ActionFailure {
        return named(open.holders(nodes), Set.of());
    }

    /** The device files of a GPU: that of NVIDIA's driver, and those of the kernel's graphics. */
    Set<String> nodes(KnownGpu gpu) throws ActionFailure {
        var nodes = new LinkedHashSet<String>();
        for (String node : sys.list(PciGroup.DEVICES + gpu.address() + "/drm")) {
            nodes.add("/dev/dri/" + node);
        }
        var minor = minor(gpu);
        if (minor.isPresent()) {
            nodes.add("/dev/nvidia" + minor.get());
        } else if (gpu.function().filter(PciFunction::isNvidias).isPresent()) {
            throw Refusal.of(
                    ActionFailure.Kind.UNSUPPORTED,
                    "GPU " + gpu.name() + ": nothing tells which device file is its own",
                    "see whether /proc/driver/nvidia of the host is given");
        }
        return nodes;
    }

    /** Those that have a group given to virtual machines open. */
    List<String> passedThrough(PciGroup group) throws ActionFailure {
        var nodes = new LinkedHashSet<String>();
        nodes.add("/dev/vfio/" + group.number());
        for (PciGroup.Member member : group.members()) {
            for (String node : sys.list(PciGroup.DEVICES + member.address() + "/vfio-dev")) {
                nodes.add("/dev/vfio/devices/" + node);
            }
        }
        var addresses = group.members().stream().map(PciGroup.Member::address).toList();
        return named(
                open.holders(nodes),
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

    /** What is held of the devices of processes is seen from the processes. */
    private boolean isDevice(Fact.Device device, KnownGpu gpu) {
        return switch (device) {
            case Fact.Device.GpuUuid(var uuid) ->
                    isUuid(uuid, gpu)
                            || parts(gpu).anyMatch(instance -> instance.uuid().equals(uuid));
            case Fact.Device.GpuIndex(int index) ->
                    gpu.attached().filter(attached -> attached.index() == index).isPresent();
            case Fact.Device.Pci(var address) -> address.equals(gpu.address());
            case Fact.Device.GpuInstance(var whole, _) -> isDevice(whole, gpu);
            case Fact.Device.Mediated(var uuid) ->
                    sys.resolved("bus/mdev/devices/" + uuid)
                            .filter(path -> path.contains("/" + gpu.address() + "/"))
                            .isPresent();
            case Fact.Device.AllGpus() -> gpu.attached().isPresent();
            case Fact.Device.CgroupProcesses(_), Fact.Device.ProcessDevices(_) -> false;
        };
    }

    private boolean isInstance(Fact.Device device, KnownGpu gpu, int gpuInstance) {
        return switch (device) {
            case Fact.Device.GpuInstance(var whole, int number) ->
                    number == gpuInstance && isDevice(whole, gpu);
            case Fact.Device.GpuUuid(var uuid) ->
                    parts(gpu)
                            .anyMatch(
                                    part ->
                                            part.uuid().equals(uuid)
                                                    && part.gpuInstance() == gpuInstance);
            case Fact.Device.GpuIndex(_),
                    Fact.Device.Pci(_),
                    Fact.Device.Mediated(_),
                    Fact.Device.AllGpus(),
                    Fact.Device.CgroupProcesses(_),
                    Fact.Device.ProcessDevices(_) ->
                    false;
        };
    }

    private Stream<Fact.GpuPart> parts(KnownGpu gpu) {
        return control.facts().facts(Fact.GpuPart.class).stream()
                .filter(part -> isUuid(part.gpuUuid(), gpu));
    }

    private static boolean isUuid(String uuid, KnownGpu gpu) {
        return gpu.attached().filter(attached -> attached.uuid().equals(uuid)).isPresent();
    }

    /** As {@code /proc/driver/nvidia/gpus/ADDRESS/information} says it, or else the library. */
    private Optional<String> minor(KnownGpu gpu) throws ActionFailure {
        var said =
                proc.attribute("driver/nvidia/gpus/" + gpu.address() + "/information")
                        .flatMap(
                                text ->
                                        text.lines()
                                                .filter(line -> line.startsWith("Device Minor:"))
                                                .map(line -> line.substring(13).strip())
                                                .findFirst());
        if (said.isPresent() || gpu.attached().isEmpty()) {
            return said;
        }
        try (var session = GpuSession.enter(control.driver(), gpu.attached().get().uuid())) {
            return session.number(NvmlIdentity.nvmlDeviceGetMinorNumber).map(String::valueOf);
        }
    }

    private List<String> named(Set<Long> pids, Set<String> owners) {
        var names = new ArrayList<String>();
        for (long pid : pids) {
            open.name(pid).ifPresent(names::add);
        }
        names.addAll(owners);
        return names;
    }
}
