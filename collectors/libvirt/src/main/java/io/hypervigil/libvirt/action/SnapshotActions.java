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
import io.hypervigil.libvirt.action.Declared.Pace;
import io.hypervigil.libvirt.action.Declared.Reading;
import io.hypervigil.libvirt.jna.SnapshotControl.Afterwards;
import io.hypervigil.libvirt.jna.SnapshotControl.Snapshot;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.xml.Element;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlText;
import io.hypervigil.libvirt.xml.XmlTree;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots: taking, listing, going back, deleting. */
final class SnapshotActions {

    private static final Parameter.Type NAME = new Parameter.Type.Text(255);

    private static final Parameter SNAPSHOT =
            Parameter.positional("snapshot", NAME, "The name of the snapshot");

    private static final Parameter DESCRIPTION =
            Parameter.optional("description", new Parameter.Type.Text(4096), "What it is for");

    private static final Parameter DISK_ONLY =
            Parameter.optional(
                    "disk_only",
                    new Parameter.Type.Flag(),
                    "Without memory, into new files beside the old ones");

    private static final Parameter QUIESCE =
            Parameter.optional(
                    "quiesce",
                    new Parameter.Type.Flag(),
                    "Whether the guest's agent freezes its file systems first");

    private static final Parameter AFTERWARDS =
            Parameter.optional(
                    "afterwards",
                    new Parameter.Type.Choice(List.of("running", "paused")),
                    "What it does then; what it did when the snapshot was taken if not said");

    private static final Parameter CHILDREN =
            Parameter.optional(
                    "children", new Parameter.Type.Flag(), "Whether those taken after it go too");

    private static final Reading NAMES =
            vm ->
                    new Value.Items(
                            sorted(vm).stream()
                                    .<Value>map(each -> new Value.Text(each.name()))
                                    .toList());

    private final Declared declared;

    SnapshotActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.onVm(
                        Head.reads("vm.snapshot-list", "The snapshots of a VM"),
                        (sessions, call) ->
                                sessions.onVm(
                                        "vm.snapshot-list",
                                        call,
                                        sessions.patience(),
                                        SnapshotActions::list)),
                declared.plans(
                        Head.rules("vm.snapshot-create", "Take a snapshot of a VM").longly(),
                        Pace.WRITING,
                        NAMES,
                        SnapshotActions::create,
                        SNAPSHOT,
                        DESCRIPTION,
                        DISK_ONLY,
                        QUIESCE),
                declared.plans(
                        Head.destroys(
                                        "vm.snapshot-revert",
                                        "Take a VM back to a snapshot; what came after is lost")
                                .longly(),
                        Pace.WRITING,
                        SnapshotActions::revert,
                        SNAPSHOT,
                        AFTERWARDS),
                declared.plans(
                        Head.destroys("vm.snapshot-delete", "Delete a snapshot of a VM").longly(),
                        Pace.WRITING,
                        NAMES,
                        SnapshotActions::delete,
                        SNAPSHOT,
                        CHILDREN));
    }

    private static ActionResult list(Vm vm) throws ActionFailure, VirtException {
        var items = sorted(vm).stream().map(SnapshotActions::value).toList();
        return ActionResult.unchanged(
                vm.details().value("snapshots", new Value.Items(items)).fields());
    }

    private static Plan create(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        var name = name(call);
        if (find(vm, name).isPresent()) {
            return Plan.nothing().noting("there is a snapshot of that name already");
        }
        var xml = XmlTree.of("domainsnapshot").addText("name", name);
        call.text(DESCRIPTION.name()).ifPresent(text -> xml.addText("description", text));
        boolean isDiskOnly = call.isSet(DISK_ONLY.name());
        boolean isQuiesced = call.isSet(QUIESCE.name());
        if (isQuiesced && !isDiskOnly) {
            throw Refusal.of(
                    Kind.INVALID,
                    "quiesce: memory is part of the snapshot, nothing has to be frozen",
                    "set disk_only, or leave quiesce out");
        }
        return Plan.of(
                Call.of(
                        "virDomainSnapshotCreateXML",
                        control -> control.snapshots().create(xml.xml(), isDiskOnly, isQuiesced),
                        name,
                        "ATOMIC"
                                + (isDiskOnly ? "|DISK_ONLY" : "")
                                + (isQuiesced ? "|QUIESCE" : "")));
    }

    private static Plan revert(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        var name = name(call);
        refuseUnknown(vm, name);
        var afterwards =
                switch (call.text(AFTERWARDS.name()).orElse("")) {
                    case "running" -> Afterwards.RUNNING;
                    case "paused" -> Afterwards.PAUSED;
                    default -> Afterwards.AS_IT_WAS;
                };
        return Plan.of(
                Call.of(
                        "virDomainRevertToSnapshot",
                        control -> control.snapshots().revert(name, afterwards),
                        name,
                        afterwards.name()));
    }

    private static Plan delete(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        var name = name(call);
        boolean withChildren = call.isSet(CHILDREN.name());
        if (find(vm, name).isEmpty()) {
            return Plan.nothing().noting("there is no such snapshot");
        }
        return Plan.of(
                Call.of(
                        "virDomainSnapshotDelete",
                        control -> control.snapshots().delete(name, withChildren),
                        name,
                        withChildren ? "CHILDREN" : "0"));
    }

    private static void refuseUnknown(Vm vm, String name) throws ActionFailure, VirtException {
        if (find(vm, name).isEmpty()) {
            throw Refusal.of(
                    Kind.NOT_FOUND,
                    vm.name() + " has no snapshot '" + name + "'",
                    "vm.snapshot-list shows the snapshots there are");
        }
    }

    private static Optional<Snapshot> find(Vm vm, String name) throws VirtException {
        return vm.control().snapshots().all().stream()
                .filter(snapshot -> snapshot.name().equals(name))
                .findFirst();
    }

    private static String name(ActionCall call) throws ActionFailure {
        var name = call.text(SNAPSHOT.name()).orElse("");
        boolean isOdd =
                name.isEmpty()
                        || name.contains("/")
                        || name.startsWith(".")
                        || name.chars().anyMatch(Character::isISOControl);
        if (isOdd) {
            throw Refusal.of(
                    Kind.INVALID,
                    "snapshot: a name without '/', without '.' before it and on one line expected",
                    "libvirt makes a file name of it");
        }
        return name;
    }

    private static List<Snapshot> sorted(Vm vm) throws VirtException {
        return vm.control().snapshots().all().stream()
                .sorted(
                        Comparator.comparingLong(
                                        (Snapshot each) ->
                                                element(each).at("creationTime").whole().orElse(0))
                                .thenComparing(Snapshot::name))
                .toList();
    }

    private static Value value(Snapshot snapshot) {
        var element = element(snapshot);
        return new Details()
                .text("name", snapshot.name())
                .text("description", element.at("description").content())
                .text("state", element.at("state").content())
                .text("parent", element.at("parent", "name").content())
                .whole("created_epoch_seconds", element.at("creationTime").whole())
                .flag("is_current", snapshot.isCurrent())
                .asValue();
    }

    /**
     * What libvirt wrote is read with the limits of all XML; where it cannot be, it says nothing.
     */
    private static Element element(Snapshot snapshot) {
        try {
            return XmlText.read(snapshot.xml(), "domainsnapshot");
        } catch (MalformedXmlException _) {
            return new Element("", "domainsnapshot", Map.of(), "", List.of());
        }
    }
}
