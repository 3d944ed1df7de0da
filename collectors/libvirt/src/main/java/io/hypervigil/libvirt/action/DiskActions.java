package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.action.Declared.Pace;
import io.hypervigil.libvirt.action.Declared.Reading;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Amounts;
import io.hypervigil.libvirt.xml.XmlTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plugging disks in and out. */
final class DiskActions {

    private static final int MOST_DISKS = 26;
    private static final Pattern TARGET = Pattern.compile("(vd|sd|hd|xvd)[a-z]{1,2}");

    private static final Parameter FILE =
            Parameter.positional(
                    "file",
                    new Parameter.Type.Text(4096),
                    "The disk: an absolute path on the host, of a file or of a device");

    private static final Parameter FORMAT =
            Parameter.required(
                    "format",
                    new Parameter.Type.Choice(List.of("qcow2", "raw")),
                    "Its format, which is never guessed: a guest could write another's header");

    private static final Parameter BUS =
            Parameter.optional(
                    "bus",
                    new Parameter.Type.Choice(List.of("virtio", "scsi", "sata", "ide")),
                    "How the guest sees it; virtio if not said");

    private static final Parameter TARGET_NAME =
            Parameter.optional(
                    "target", new Parameter.Type.Text(8), "Its name as vdb; the next if not said");

    private static final Parameter READ_ONLY =
            Parameter.optional(
                    "read_only", new Parameter.Type.Flag(), "Whether the guest may not write");

    private static final Parameter DISK =
            Parameter.positional(
                    "disk", new Parameter.Type.Text(4096), "The disk: its target or its path");

    private static final Reading DISKS = Devices.reading(VmDetails::disks);

    private final Declared declared;

    DiskActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.onVm(
                        Head.rules("vm.attach-disk", "Plug a disk into a VM"),
                        (sessions, call) ->
                                sessions.onVm(
                                        "vm.attach-disk",
                                        call,
                                        sessions.patience(),
                                        vm -> attach(sessions.control().provisions(), vm, call)),
                        FILE,
                        FORMAT,
                        BUS,
                        TARGET_NAME,
                        READ_ONLY,
                        ScopeParameter.SCOPE),
                declared.plans(
                        Head.rules("vm.detach-disk", "Plug a disk out of a VM; it is not deleted"),
                        Pace.USUAL,
                        DISKS,
                        DiskActions::detach,
                        DISK,
                        ScopeParameter.SCOPE));
    }

    private static ActionResult attach(Provisions provisions, Vm vm, ActionCall call)
            throws ActionFailure, VirtException {
        if (!call.isSet(READ_ONLY.name())) {
            BaseImages.refuse(provisions.images(), path(call));
        }
        var plan = attachment(vm, call);
        return Growth.carryOut(
                provisions,
                vm,
                call,
                DISKS,
                plan,
                (part, has) ->
                        new Amounts(
                                has.vcpus(),
                                has.memoryBytes(),
                                sum(has.diskBytes(), newBytes(vm, part, call)),
                                has.gpus()));
    }

    /** A header may say of a disk that it is as large as no number. */
    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** What quotas count of it: nothing of one that is not written to, or that it has already. */
    private static long newBytes(Vm vm, DomainDescription part, ActionCall call)
            throws ActionFailure, VirtException {
        var file = path(call);
        if (call.isSet(READ_ONLY.name()) || has(file).test(part)) {
            return 0;
        }
        return new DiskSizes(vm.libvirt(), Optional.empty())
                .atPath(file, call.text(FORMAT.name()).flatMap(ImageFormat::of))
                .orElse(0);
    }

    private static Plan attachment(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        var file = path(call);
        boolean isReadOnly = call.isSet(READ_ONLY.name());
        if (!isReadOnly) {
            refuseShared(vm, file);
        }
        var bus = call.text(BUS.name()).orElse("virtio");
        var target = target(vm, call, bus, file);
        boolean isBlock = file.startsWith("/dev/");
        var disk = XmlTree.of("disk", "type", isBlock ? "block" : "file", "device", "disk");
        disk.add("driver", "name", "qemu", "type", call.text(FORMAT.name()).orElseThrow());
        disk.add("source", isBlock ? "dev" : "file", file);
        disk.add("target", "dev", target, "bus", bus);
        if (isReadOnly) {
            disk.add("readonly");
        }
        return Devices.attach(vm, ScopeParameter.of(call), has(file), disk);
    }

    private static Plan detach(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        var wanted = call.text(DISK.name()).orElse("");
        return Devices.detach(
                vm,
                ScopeParameter.of(call),
                "disk",
                disk ->
                        isAttribute(disk, "target", "dev", wanted)
                                || isAttribute(disk, "source", "file", wanted)
                                || isAttribute(disk, "source", "dev", wanted));
    }

    private static boolean isAttribute(XmlTree disk, String child, String name, String wanted) {
        return disk.child(child)
                .flatMap(element -> element.attribute(name))
                .equals(Optional.of(wanted));
    }

    private static Predicate<DomainDescription> has(String file) {
        return vm -> vm.disks().stream().anyMatch(disk -> disk.source().equals(Optional.of(file)));
    }

    private static String path(ActionCall call) throws ActionFailure {
        var text = call.text(FILE.name()).orElse("");
        boolean isOdd = text.chars().anyMatch(Character::isISOControl);
        if (isOdd || !text.startsWith("/") || !Path.of(text).normalize().toString().equals(text)) {
            throw Refusal.of(
                    Kind.INVALID,
                    "file: an absolute path without '..' expected",
                    "the path is that of the host libvirt runs on");
        }
        return text;
    }

    /** Two guests that write to one disk ruin it. */
    private static void refuseShared(Vm vm, String file) throws ActionFailure, VirtException {
        var others =
                DiskUsers.read(vm.libvirt()).of(file).stream()
                        .filter(user -> !user.uuid().equals(vm.uuid()))
                        .map(DiskUsers.User::text)
                        .toList();
        if (!others.isEmpty()) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    file + " is in use by " + String.join(", ", others),
                    "vm.detach-disk takes it away there; read_only=true shares it");
        }
    }

    private static String target(Vm vm, ActionCall call, String bus, String file)
            throws ActionFailure, VirtException {
        var all =
                vm.control().isPersistent()
                        ? Stream.concat(
                                vm.configured().disks().stream(), vm.description().disks().stream())
                        : vm.description().disks().stream();
        var used =
                all.filter(disk -> !disk.source().equals(Optional.of(file)))
                        .map(disk -> disk.target())
                        .collect(Collectors.toSet());
        var wanted = call.text(TARGET_NAME.name());
        if (wanted.isPresent()) {
            if (!TARGET.matcher(wanted.get()).matches() || used.contains(wanted.get())) {
                throw Refusal.of(
                        Kind.INVALID,
                        "target: '" + wanted.get() + "' is no name of a disk, or taken",
                        "taken are: " + String.join(", ", used.stream().sorted().toList()));
            }
            return wanted.get();
        }
        return IntStream.range(0, MOST_DISKS)
                .mapToObj(i -> prefix(bus) + (char) ('a' + i))
                .filter(name -> !used.contains(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.CONFLICT,
                                        vm.name() + " has no name left for a disk on " + bus,
                                        "give a target, or take another bus"));
    }

    private static String prefix(String bus) {
        return switch (bus) {
            case "virtio" -> "vd";
            case "ide" -> "hd";
            default -> "sd";
        };
    }
}
