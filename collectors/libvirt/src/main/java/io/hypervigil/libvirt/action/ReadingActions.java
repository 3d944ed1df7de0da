package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Effect;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.Action.Length;
import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.libvirt.jna.ControlInfo;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which VMs there are and what they are made of. No call waits for a hypervisor. */
final class ReadingActions {

    private static final Parameter INACTIVE =
            Parameter.optional(
                    "inactive",
                    new Parameter.Type.Flag(),
                    "The description that the next start takes, not the one that runs");

    private final Declared declared;

    ReadingActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.reads("vm.list", "The VMs, running or not"),
                        ReadingActions::list,
                        List.of(Target.CONNECTION)),
                declared.onVm(
                        Head.reads("vm.show", "What a VM does and what it is made of"),
                        (sessions, call) ->
                                sessions.onVm(
                                        "vm.show",
                                        call,
                                        sessions.patience(),
                                        ReadingActions::show)),
                declared.onVm(
                        new Head(
                                "vm.xml",
                                "The description of a VM as libvirt has it, without passwords",
                                Role.ADMIN,
                                Effect.READS,
                                Length.SHORT),
                        (sessions, call) ->
                                sessions.onVm(
                                        "vm.xml", call, sessions.patience(), vm -> xml(vm, call)),
                        INACTIVE));
    }

    private static ActionResult list(Sessions sessions, ActionCall call) throws ActionFailure {
        var connections = sessions.control().connections();
        var names =
                call.text(Target.CONNECTION.name()).isPresent()
                        ? List.of(Target.connection(connections, call))
                        : connections.names();
        var rows = new ArrayList<Value>();
        var unanswered = new ArrayList<Value>();
        for (String name : names) {
            try {
                rows.addAll(
                        sessions.on(
                                "vm.list",
                                name,
                                sessions.patience(),
                                (libvirt, _) -> rows(libvirt, name)));
            } catch (ActionFailure e) {
                if (names.size() == 1) {
                    throw e;
                }
                unanswered.add(
                        new Details()
                                .text("connection", name)
                                .text("why", String.valueOf(e.getMessage()))
                                .asValue());
            }
        }
        return ActionResult.unchanged(
                new Details()
                        .value("vms", new Value.Items(rows))
                        .values("unanswered", unanswered)
                        .fields());
    }

    private static List<Value> rows(VirtConnection libvirt, String connection)
            throws ActionFailure, VirtException {
        var domains = new ArrayList<>(libvirt.domains(Set.of()));
        try {
            domains.sort(Comparator.comparing(VirtDomain::name));
            var rows = new ArrayList<Value>();
            for (VirtDomain domain : domains) {
                row(domain, connection, rows);
            }
            return rows;
        } finally {
            domains.forEach(VirtDomain::close);
        }
    }

    /** A domain that is gone by now has no row. */
    private static void row(VirtDomain domain, String connection, List<Value> rows)
            throws ActionFailure, VirtException {
        try {
            var state = domain.state();
            var description = VmDetails.parsed(domain.name(), domain.xml());
            rows.add(
                    new Details()
                            .text("vm", domain.name())
                            .text("uuid", domain.uuid())
                            .text("connection", connection)
                            .text("state", StateText.state(state))
                            .text("reason", StateText.reason(state))
                            .all(VmDetails.size(description))
                            .text("owner", VmDetails.owner(description))
                            .asValue());
        } catch (VirtException e) {
            if (e.code() != VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                throw e;
            }
        }
    }

    private static ActionResult show(Vm vm) throws ActionFailure, VirtException {
        var state = vm.state();
        var description = vm.description();
        return ActionResult.unchanged(
                vm.details()
                        .text("state", StateText.state(state))
                        .text("reason", StateText.reason(state))
                        .all(state.isActive() ? hold(vm) : new Details())
                        .flag("persistent", vm.control().isPersistent())
                        .flag("autostart", vm.control().isAutostart())
                        .flag("managed_save", vm.control().hasManagedSave())
                        .all(VmDetails.size(description))
                        .text("owner", VmDetails.owner(description))
                        .values("disks", VmDetails.disks(description))
                        .values("interfaces", VmDetails.interfaces(description))
                        .values("gpus", VmDetails.gpus(description))
                        .fields());
    }

    /** What holds it up, if anything does. */
    private static Details hold(Vm vm) throws VirtException {
        var info = vm.control().domain().controlInfo();
        var details = new Details();
        return info.state() == ControlInfo.State.OK
                ? details
                : details.text("control", info.state().name().toLowerCase(Locale.ROOT))
                        .whole("control_seconds", info.since().toSeconds());
    }

    private static ActionResult xml(Vm vm, ActionCall call) throws VirtException {
        return ActionResult.unchanged(
                vm.details()
                        .text(
                                "xml",
                                call.isSet(INACTIVE.name())
                                        ? vm.control().inactiveXml()
                                        : vm.control().domain().xml())
                        .fields());
    }
}
