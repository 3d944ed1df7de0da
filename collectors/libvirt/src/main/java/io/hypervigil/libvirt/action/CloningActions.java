package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Amounts;
import io.hypervigil.libvirt.quota.Holding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Making a VM like another: with disks of its own, a new UUID and new MAC addresses, without its
 * GPUs.
 */
final class CloningActions {

    private static final Duration LONGEST = Duration.ofHours(12);

    private static final Parameter OVERLAY =
            Parameter.optional(
                    "overlay",
                    new Parameter.Type.Flag(),
                    "Whether its disks keep only what differs; the VM itself cannot be started"
                            + " any more then");

    private final Declared declared;

    CloningActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.onVm(
                        Head.rules("vm.clone", "Make a VM like one that does not run").longly(),
                        (sessions, call) ->
                                sessions.onVm(
                                        "vm.clone",
                                        call,
                                        LONGEST,
                                        vm -> clone(sessions.control().provisions(), vm, call)),
                        NewName.NAME,
                        OVERLAY));
    }

    private static ActionResult clone(Provisions provisions, Vm vm, ActionCall call)
            throws ActionFailure, VirtException {
        var name = name(vm, call);
        boolean isOverlay = call.isSet(OVERLAY.name());
        refuseActive(vm);
        var copy = DomainCopy.of(vm, name, UUID.randomUUID());
        var volumes = new ArrayList<VolumePlan>();
        for (DomainCopy.CopiedDisk disk : copy.disks()) {
            volumes.add(VolumePlan.of(vm, disk, name, isOverlay));
        }
        var calls = new ArrayList<>(volumes.stream().map(VolumePlan::text).toList());
        calls.add("virDomainDefineXMLFlags(" + name + ", VALIDATE)");
        var details =
                vm.details()
                        .text("clone", name)
                        .text("clone_uuid", copy.uuid())
                        .texts("calls", calls)
                        .values("notes", copy.notes());
        var holding = holding(provisions, vm, copy);
        if (call.isDryRun()) {
            provisions.quotas().check(holding);
        } else {
            try (var reservation = provisions.quotas().reserve(holding)) {
                make(vm, call, copy, volumes);
                reservation.keep();
            }
        }
        return ActionResult.changed(details.fields());
    }

    /** What it will have: all that the other has but its GPUs. */
    private static Holding holding(Provisions provisions, Vm vm, DomainCopy copy)
            throws ActionFailure, VirtException {
        var description = vm.configured();
        var amounts =
                provisions
                        .accounting()
                        .amounts(description, vm.libvirt(), Optional.of(vm.control().domain()));
        return new Holding(
                copy.uuid(),
                VmDetails.owner(description),
                new Amounts(amounts.vcpus(), amounts.memoryBytes(), amounts.diskBytes(), 0));
    }

    private static void make(Vm vm, ActionCall call, DomainCopy copy, List<VolumePlan> volumes)
            throws ActionFailure {
        var made = new Made();
        try {
            for (int i = 0; i < volumes.size(); i++) {
                refuseCancelled(vm, call);
                refuseActive(vm);
                call.progress(
                        (double) i / (volumes.size() + 1), "copying " + volumes.get(i).original());
                var volume = volumes.get(i).make(vm.libvirt());
                made.add(volume.path(), () -> vm.libvirt().volumes().delete(volume.path()));
                volumes.get(i).disk().standOn(volume, volumes.get(i).base());
            }
            refuseCancelled(vm, call);
            refuseActive(vm);
            vm.libvirt().define(copy.xml(), true).close();
        } catch (VirtException e) {
            throw made.takeBack(Refusal.of(vm.name(), e));
        } catch (ActionFailure e) {
            throw made.takeBack(e);
        }
    }

    /** Looked at again and again: copying takes hours, in which others may start it. */
    private static void refuseActive(Vm vm) throws ActionFailure, VirtException {
        if (vm.isActive()) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    vm.name() + " is " + vm.stateText() + ": its disks change while it runs",
                    "vm.shutdown ends it first");
        }
    }

    private static void refuseCancelled(Vm vm, ActionCall call) throws ActionFailure {
        vm.leash().check();
        if (call.isCancelled()) {
            throw Refusal.cancelled(vm.name() + ": cloning was cancelled", "all is as before");
        }
    }

    private static String name(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        var name = NewName.of(call);
        if (DefiningActions.description(vm.libvirt(), name).isPresent()) {
            throw Refusal.of(Kind.CONFLICT, "there is a VM called " + name, "take another name");
        }
        return name;
    }
}
