package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.image.Disks;
import io.hypervigil.libvirt.image.ImageCache;
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
 *
 * <p>A name that is taken is a conflict and not a clone that is there already: nothing tells a VM
 * that was cloned before, and has run and changed its disks since, from one that only has the name,
 * and who is told that all is done would go on with disks of somebody else.
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
        var disks = new ArrayList<DiskCopy>();
        for (DomainCopy.CopiedDisk disk : copy.disks()) {
            disks.add(planned(provisions, vm, disk, copy, isOverlay));
        }
        var calls = new ArrayList<>(disks.stream().map(DiskCopy::text).toList());
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
                make(vm, call, copy, disks);
                reservation.keep();
            }
        }
        return ActionResult.changed(details.fields());
    }

    /**
     * By libvirt where it knows the disk as a volume, else by ourselves where it is one of ours.
     */
    private static DiskCopy planned(
            Provisions provisions,
            Vm vm,
            DomainCopy.CopiedDisk disk,
            DomainCopy copy,
            boolean isOverlay)
            throws ActionFailure, VirtException {
        var volume = VolumePlan.of(vm, disk, copy.name(), isOverlay);
        if (volume.isPresent()) {
            return volume.get();
        }
        var images =
                LinkPlace.isLocal(vm.libvirt().uri())
                        ? provisions.images().cache()
                        : Optional.<ImageCache>empty();
        var file =
                images.isPresent()
                        ? FileCopy.of(disk, copy.uuid(), isOverlay, images.get().disks())
                        : Optional.<DiskCopy>empty();
        return file.orElseThrow(
                () ->
                        Refusal.of(
                                Kind.UNSUPPORTED,
                                vm.name()
                                        + ": "
                                        + disk.path()
                                        + " is no volume of an active storage pool, and no qcow2"
                                        + " file in a folder of disks",
                                "make a storage pool of its folder, or refresh the one there is"));
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

    private static void make(Vm vm, ActionCall call, DomainCopy copy, List<DiskCopy> disks)
            throws ActionFailure {
        var made = new Made();
        try {
            for (int i = 0; i < disks.size(); i++) {
                refuseCancelled(vm, call);
                refuseActive(vm);
                var disk = disks.get(i);
                var progress = new Progress(vm, call, disk.original(), i, disks.size() + 1);
                progress.copied(0, 1);
                var file = disk.make(vm.libvirt(), progress);
                made.add(file, () -> disk.takeBack(vm.libvirt()));
                disk.disk().standOn(file, disk.base());
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

    /** How far a disk is, of all that there is to do. */
    private record Progress(Vm vm, ActionCall call, String original, int done, int all)
            implements Disks.CopyWatch {
        @Override
        public void copied(long bytes, long of) throws ActionFailure {
            refuseCancelled(vm, call);
            call.progress((done + (double) bytes / of) / all, "copying " + original);
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
