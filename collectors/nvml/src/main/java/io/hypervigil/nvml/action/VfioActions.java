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
import io.hypervigil.nvml.action.PciGroup.Member;
import io.hypervigil.nvml.bus.PciFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        var gpus = UnusedGpus.of(control, reservations, group);
        var steps = steps(devices, VfioBinding::bindSteps);
        if (!call.isDryRun()) {
            call.progress(0.1, "let go of the GPUs of IOMMU group " + group.number());
            try (var given = gpus.letGo()) {
                call.progress(0.5, "give IOMMU group " + group.number() + " to vfio-pci");
                new VfioBinding(sys, control.switches()).bind(devices);
                given.keep();
            }
        }
        var now = call.isDryRun() ? group : PciGroup.of(sys, onBus(gpu));
        return ActionResult.changed(details(gpu, group, now, steps).fields());
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
        for (KnownGpu one : group.gpus(control)) {
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
