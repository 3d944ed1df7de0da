package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.action.PciGroup.Member;
import io.hypervigil.nvml.bus.PciFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Giving a GPU, with its whole IOMMU group, to virtual machines and back.
 *
 * <p>Taking a driver from a device that is in use blocks in the kernel for good, so who uses it is
 * looked for before, and once more after our own handle was let go.
 */
final class VfioActions {

    private static final String WHOLE_GROUP = "whole_group";

    private final OpenActions<GpuControl> declared;
    private final Reservations reservations;

    VfioActions(OpenActions<GpuControl> declared, Reservations reservations) {
        this.declared = declared;
        this.reservations = reservations;
    }

    /** A GPU that is to be given away, and the files by which others would have it open. */
    private record Held(KnownGpu gpu, Set<String> nodes) {}

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.rules(
                                        "gpu.vfio-bind",
                                        "Give a GPU to vfio-pci, so that a virtual machine can have it")
                                .longly(),
                        this::bind,
                        KnownGpus.PARAMETER,
                        Parameter.optional(
                                WHOLE_GROUP,
                                new Parameter.Type.Flag(),
                                "also devices of the IOMMU group that are on other cards")),
                declared.of(
                        Head.rules(
                                        "gpu.vfio-unbind",
                                        "Give a GPU back from vfio-pci to the host's drivers")
                                .longly(),
                        VfioActions::unbind,
                        KnownGpus.PARAMETER));
    }

    private ActionResult bind(GpuControl control, ActionCall call) throws ActionFailure {
        var gpu = KnownGpus.named(control, call);
        var sys = control.files().get().sys();
        var group = PciGroup.of(sys, onBus(gpu));
        var devices =
                group.members().stream()
                        .filter(member -> !member.isDrivenBy(VfioBinding.VFIO))
                        .toList();
        if (devices.isEmpty()) {
            return ActionResult.unchanged(details(gpu, group, group, List.of()).fields());
        }
        refuseBind(control, call, gpu, group);
        var gpus = refuseUsed(control, group);
        var steps = steps(devices, VfioBinding::bindSteps);
        if (!call.isDryRun()) {
            bind(control, call, gpus, new Binding(group, devices, sys));
        }
        var now = call.isDryRun() ? group : PciGroup.of(sys, onBus(gpu));
        return ActionResult.changed(details(gpu, group, now, steps).fields());
    }

    private record Binding(PciGroup group, List<Member> devices, FileTree sys) {}

    private static void bind(GpuControl control, ActionCall call, List<Held> gpus, Binding binding)
            throws ActionFailure {
        int group = binding.group.number();
        call.progress(0.1, "let go of the GPUs of IOMMU group " + group);
        // What was let go before stays so, whatever comes of this.
        var open =
                gpus.stream()
                        .map(held -> held.gpu.address())
                        .filter(address -> !control.driver().isReleased(address))
                        .toList();
        try {
            for (String address : open) {
                ReleaseActions.letGo(control, Optional.of(address));
            }
            for (Held held : gpus) {
                refuseHeld(control, held);
            }
            call.progress(0.5, "give IOMMU group " + group + " to vfio-pci");
            new VfioBinding(binding.sys, control.switches()).bind(binding.devices);
        } catch (ActionFailure e) {
            takeAgain(control, open, e);
            throw e;
        }
        open.forEach(control.driver()::gaveAway);
    }

    private static ActionResult unbind(GpuControl control, ActionCall call) throws ActionFailure {
        var gpu = KnownGpus.named(control, call);
        var sys = control.files().get().sys();
        var group = PciGroup.of(sys, onBus(gpu));
        var devices =
                group.members().stream()
                        .filter(member -> member.isDrivenBy(VfioBinding.VFIO))
                        .toList();
        if (devices.isEmpty()) {
            return ActionResult.unchanged(details(gpu, group, group, List.of()).fields());
        }
        var users = new GpuUsers(control).passedThrough(group);
        if (!users.isEmpty()) {
            throw Refusal.inUse("IOMMU group " + group.number(), users);
        }
        var steps = steps(devices, VfioBinding::unbindSteps);
        if (!call.isDryRun()) {
            call.progress(0.1, "take IOMMU group " + group.number() + " from vfio-pci");
            new VfioBinding(sys, control.switches()).unbind(devices);
            call.progress(0.8, "take the GPUs of the group again");
        }
        var notes = call.isDryRun() ? List.<String>of() : take(control, group);
        var now = call.isDryRun() ? group : PciGroup.of(sys, onBus(gpu));
        return ActionResult.changed(
                details(gpu, group, now, steps).text("note", notes.stream().findFirst()).fields());
    }

    /** The devices are the host's again, whether or not the driver can be asked at once. */
    private static List<String> take(GpuControl control, PciGroup group) {
        var problems = new ArrayList<String>();
        for (KnownGpu one : gpusOf(control, group)) {
            try {
                ReleaseActions.take(control, Optional.of(one.address()));
            } catch (ActionFailure e) {
                problems.add(e.getMessage() + "; " + e.remedy());
            }
        }
        return problems;
    }

    private static void refuseBind(
            GpuControl control, ActionCall call, KnownGpu gpu, PciGroup group)
            throws ActionFailure {
        if (!control.files().get().sys().exists("bus/pci/drivers/" + VfioBinding.VFIO)) {
            throw Refusal.of(
                    Kind.UNSUPPORTED, "the driver vfio-pci is not loaded", "modprobe vfio-pci");
        }
        if (!onBus(gpu).virtualFunctions().isEmpty()) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    "GPU " + gpu.address() + " has virtual functions",
                    "write 0 to its sriov_numvfs first");
        }
        var strangers = group.strangers(gpu.address());
        if (!strangers.isEmpty() && !call.isSet(WHOLE_GROUP)) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    "IOMMU group "
                            + group.number()
                            + " also has "
                            + String.join(", ", strangers)
                            + ", which would go with the GPU",
                    "give " + WHOLE_GROUP + ", or use a slot with a group of its own");
        }
    }

    /** The GPUs of a group that nobody uses. */
    private List<Held> refuseUsed(GpuControl control, PciGroup group) throws ActionFailure {
        var gpus = new ArrayList<Held>();
        for (KnownGpu gpu : gpusOf(control, group)) {
            gpu.refuseTaken(reservations);
            var users = working(control, gpu);
            if (!users.isEmpty()) {
                throw Refusal.inUse("GPU " + gpu.name(), users);
            }
            var held = new Held(gpu, new GpuUsers(control).nodes(gpu));
            refuseHeld(control, held);
            gpus.add(held);
        }
        return gpus;
    }

    private static List<String> working(GpuControl control, KnownGpu gpu) throws ActionFailure {
        var users = new GpuUsers(control);
        if (gpu.attached().isEmpty()) {
            return List.copyOf(users.claiming(gpu));
        }
        try (var session = GpuSession.enter(control.driver(), gpu.attached().get().uuid())) {
            var working = new ArrayList<>(users.working(session));
            if (GpuUsers.isDisplaying(session)) {
                working.add("a display");
            }
            return working;
        }
    }

    private static List<KnownGpu> gpusOf(GpuControl control, PciGroup group) {
        return KnownGpus.all(control).stream()
                .filter(
                        gpu ->
                                group.members().stream()
                                        .anyMatch(member -> member.address().equals(gpu.address())))
                .toList();
    }

    private static void refuseHeld(GpuControl control, Held held) throws ActionFailure {
        var holders = new GpuUsers(control).holding(held.nodes);
        if (!holders.isEmpty()) {
            throw Refusal.inUse("GPU " + held.gpu.name(), holders);
        }
    }

    private static void takeAgain(GpuControl control, List<String> addresses, ActionFailure why) {
        for (String address : addresses) {
            try {
                ReleaseActions.take(control, Optional.of(address));
            } catch (ActionFailure e) {
                why.addSuppressed(e);
            }
        }
    }

    private static PciFunction onBus(KnownGpu gpu) throws ActionFailure {
        return gpu.function()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.UNAVAILABLE,
                                        "GPU " + gpu.address() + " is not on the bus",
                                        "see whether /sys of the host is given"));
    }

    private static List<String> steps(
            List<Member> devices, Function<Member, List<VfioBinding.Step>> steps) {
        return devices.stream()
                .flatMap(device -> steps.apply(device).stream())
                .map(VfioBinding.Step::shown)
                .toList();
    }

    private static Details details(
            KnownGpu gpu, PciGroup before, PciGroup now, List<String> calls) {
        return new Details()
                .text("gpu", gpu.address())
                .whole("iommu_group", before.number())
                .value("old", drivers(before))
                .value("new", drivers(now))
                .texts("calls", calls);
    }

    private static Value drivers(PciGroup group) {
        var details = new Details();
        group.members()
                .forEach(member -> details.text(member.address(), member.driver().orElse("")));
        return details.asValue();
    }
}
