package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.libvirt.description.Disk;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.image.DiskFile;
import io.hypervigil.libvirt.image.Disks;
import io.hypervigil.libvirt.image.ImageCache;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.jna.UndefineFlag;
import io.hypervigil.libvirt.jna.VirtException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Forgetting a VM, and its disks where that is told. */
final class UndefiningActions {

    private static final Parameter STORAGE =
            Parameter.optional(
                    "storage",
                    new Parameter.Type.Flag(),
                    "Whether its disks are deleted, those that nobody else has or stands on");

    private final Declared declared;

    UndefiningActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.onVm(
                        Head.destroys(
                                "vm.undefine",
                                "Forget a VM with its snapshots and its saved memory"),
                        UndefiningActions::undefine,
                        STORAGE));
    }

    private static ActionResult undefine(Sessions sessions, ActionCall call) throws ActionFailure {
        try {
            return sessions.onVm(
                    "vm.undefine",
                    call,
                    sessions.patience().multipliedBy(2),
                    vm ->
                            undefine(
                                    vm,
                                    call,
                                    sessions.control()
                                            .provisions()
                                            .images()
                                            .cache()
                                            .map(ImageCache::disks)));
        } catch (ActionFailure e) {
            if (Refusal.isNoDomain(e)) {
                return ActionResult.unchanged(
                        new Details()
                                .text("vm", call.text(Target.VM.name()))
                                .text("note", "there is no such VM")
                                .fields());
            }
            throw e;
        }
    }

    /**
     * What becomes of a disk.
     *
     * @param isOurs whether it was made here, and is no volume of libvirt's
     * @param whyKept empty where it is deleted
     */
    private record Fate(String path, boolean isOurs, Optional<String> whyKept) {

        String call() {
            return isOurs ? "delete " + path : "virStorageVolDelete(" + path + ", 0)";
        }

        Value value() {
            return whyKept.isEmpty()
                    ? new Value.Text(path)
                    : new Details().text("path", path).text("why", whyKept).asValue();
        }

        Fate kept(String why) {
            return new Fate(path, isOurs, Optional.of(why));
        }
    }

    private static ActionResult undefine(Vm vm, ActionCall call, Optional<Disks> disks)
            throws ActionFailure, VirtException {
        if (vm.isActive()) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    vm.name() + " is " + vm.stateText(),
                    "vm.shutdown or vm.destroy ends it first");
        }
        boolean withStorage = call.isSet(STORAGE.name());
        var description = vm.configured();
        var fates = withStorage ? fates(vm, description, disks) : List.<Fate>of();
        var flags = flags(description, withStorage);
        var forgetting =
                Call.of(
                        "virDomainUndefineFlags",
                        control -> control.undefine(flags),
                        flags.stream().map(Enum::name).collect(Collectors.joining("|")));
        var calls = new ArrayList<String>();
        calls.add(forgetting.text(vm.name()));
        fates.stream()
                .filter(fate -> fate.whyKept().isEmpty())
                .forEach(fate -> calls.add(fate.call()));
        var details = vm.details().text("old", vm.stateText());
        if (!call.isDryRun()) {
            vm.make(forgetting);
            fates = deleted(vm, fates, disks);
            details.text("new", "gone");
        }
        return ActionResult.changed(
                details.texts("calls", calls)
                        .values("deleted", values(fates, false))
                        .values("kept", values(fates, true))
                        .fields());
    }

    /** The VM is gone by now: a disk that cannot be deleted is told, and the others are tried. */
    private static List<Fate> deleted(Vm vm, List<Fate> fates, Optional<Disks> disks) {
        var ends = new ArrayList<Fate>();
        for (Fate fate : fates) {
            if (fate.whyKept().isPresent()) {
                ends.add(fate);
            } else {
                ends.add(deleted(vm, fate, disks));
            }
        }
        return ends;
    }

    private static Fate deleted(Vm vm, Fate fate, Optional<Disks> disks) {
        try {
            if (fate.isOurs() && disks.isPresent()) {
                boolean _ = disks.get().delete(Path.of(fate.path()));
            } else {
                vm.libvirt().volumes().delete(fate.path());
            }
            return fate;
        } catch (ActionFailure e) {
            return fate.kept(String.valueOf(e.getMessage()));
        } catch (VirtException e) {
            return fate.kept(e.getMessage() + " (libvirt error " + e.code() + ")");
        }
    }

    private static List<Fate> fates(Vm vm, DomainDescription description, Optional<Disks> disks)
            throws ActionFailure, VirtException {
        var users = DiskUsers.read(vm.libvirt());
        var fates = new ArrayList<Fate>();
        for (Disk disk : description.disks()) {
            if (disk.source().isPresent()) {
                fates.add(fate(vm, disk, disk.source().get(), users, disks));
                fates.addAll(layers(vm, disk, disk.source().get(), users, disks));
            }
        }
        return fates;
    }

    /** What snapshots have left below a disk that was made here: nobody else would ever see it. */
    private static List<Fate> layers(
            Vm vm, Disk disk, String path, DiskUsers users, Optional<Disks> disks) {
        if (!isOurs(path, disks) || !disk.format().equals(Optional.of(ImageFormat.QCOW2.text()))) {
            return List.of();
        }
        return DiskFile.bases(path).stream()
                .filter(base -> base.getFileName().toString().startsWith(vm.uuid() + "-"))
                .map(Path::toString)
                .filter(base -> isOurs(base, disks) && isAlone(vm, base, users))
                .map(base -> new Fate(base, true, Optional.empty()))
                .toList();
    }

    private static Fate fate(
            Vm vm, Disk disk, String path, DiskUsers users, Optional<Disks> disks) {
        var fate = new Fate(path, isOurs(path, disks), Optional.empty());
        if (fate.isOurs() && isAlone(vm, path, users)) {
            return fate;
        }
        if (!disk.device().equals("disk") || disk.isReadOnly() || disk.isShareable()) {
            return fate.kept("read-only, shared, or a medium that was put in");
        }
        if (!path.startsWith("/")) {
            return fate.kept("not a file or a device of this host");
        }
        if (!isAlone(vm, path, users)) {
            return fate.kept("in use by " + String.join(", ", others(vm, path, users)));
        }
        try {
            return vm.libvirt().volumes().at(path).isPresent()
                    ? fate
                    : fate.kept("no volume of an active storage pool");
        } catch (VirtException e) {
            return fate.kept(String.valueOf(e.getMessage()));
        }
    }

    /** Disks and seeds that were made here lie in folders of ours. */
    private static boolean isOurs(String path, Optional<Disks> disks) {
        return path.startsWith("/")
                && disks.filter(each -> each.folders().contains(Path.of(path).getParent()))
                        .isPresent();
    }

    private static boolean isAlone(Vm vm, String path, DiskUsers users) {
        return others(vm, path, users).isEmpty();
    }

    private static List<String> others(Vm vm, String path, DiskUsers users) {
        return users.of(path).stream()
                .filter(user -> !user.uuid().equals(vm.uuid()))
                .map(DiskUsers.User::text)
                .toList();
    }

    private static Set<UndefineFlag> flags(DomainDescription description, boolean withStorage) {
        var flags =
                EnumSet.of(
                        UndefineFlag.MANAGED_SAVE,
                        UndefineFlag.SNAPSHOTS_METADATA,
                        UndefineFlag.CHECKPOINTS_METADATA);
        if (description.os().firmware().equals(Optional.of("efi"))) {
            flags.add(withStorage ? UndefineFlag.NVRAM : UndefineFlag.KEEP_NVRAM);
        }
        return flags;
    }

    private static List<Value> values(List<Fate> fates, boolean areKept) {
        return fates.stream()
                .filter(fate -> fate.whyKept().isPresent() == areKept)
                .map(Fate::value)
                .toList();
    }
}
