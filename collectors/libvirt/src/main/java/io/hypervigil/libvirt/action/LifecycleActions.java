package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.libvirt.action.Declared.Pace;
import io.hypervigil.libvirt.description.Disk;
import io.hypervigil.libvirt.jna.DomainControl;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.List;

/** Starting, pausing, resetting and saving. */
final class LifecycleActions {

    private static final Parameter PAUSED =
            Parameter.optional(
                    "paused", new Parameter.Type.Flag(), "Whether it waits for vm.resume");

    private static final Parameter ENABLED =
            Parameter.positional(
                    "enabled", new Parameter.Type.Flag(), "Whether it starts with the host");

    private final Declared declared;

    LifecycleActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.plans(
                        Head.operates("vm.start", "Start a VM, from where it was saved if it was")
                                .longly(),
                        Pace.WRITING,
                        LifecycleActions::start,
                        PAUSED),
                declared.plans(
                        Head.operates("vm.suspend", "Pause a VM; its memory stays where it is"),
                        Pace.USUAL,
                        LifecycleActions::suspend),
                declared.plans(
                        Head.operates("vm.resume", "Let a paused VM go on"),
                        Pace.USUAL,
                        LifecycleActions::resume),
                declared.plans(
                        Head.destroys("vm.reset", "Reset a VM as its button does, at once"),
                        Pace.USUAL,
                        LifecycleActions::reset),
                declared.plans(
                        Head.rules("vm.save", "Write a VM's memory to disk and end it").longly(),
                        Pace.WRITING,
                        LifecycleActions::save),
                declared.plans(
                        Head.rules("vm.autostart", "Have a VM start with its host, or not"),
                        Pace.USUAL,
                        vm -> new Value.Flag(vm.control().isAutostart()),
                        LifecycleActions::autostart,
                        ENABLED));
    }

    private static Plan start(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        boolean isPaused = call.isSet(PAUSED.name());
        var state = vm.state();
        return switch (state.state()) {
            case NOSTATE, SHUTOFF, CRASHED -> {
                refuseBase(vm);
                yield starting(isPaused);
            }
            case RUNNING, BLOCKED -> {
                if (isPaused) {
                    throw wrongState(vm, "vm.suspend pauses it");
                }
                yield Plan.nothing();
            }
            case PAUSED -> {
                if (state.isStarting()) {
                    // Somebody else's start, on whose end the call waits.
                    yield starting(isPaused);
                }
                if (!isPaused) {
                    throw wrongState(vm, "vm.resume lets it go on");
                }
                yield Plan.nothing();
            }
            case PMSUSPENDED -> throw wrongState(vm, "vm.resume wakes it");
            case SHUTDOWN -> throw wrongState(vm, "wait until it has ended");
        };
    }

    private static Plan starting(boolean isPaused) {
        return Plan.of(
                Call.of(
                        "virDomainCreateWithFlags",
                        control -> control.start(isPaused),
                        isPaused ? "PAUSED" : "0"));
    }

    private static Plan suspend(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        var state = vm.state();
        return switch (state.state()) {
            case RUNNING, BLOCKED, SHUTDOWN, PAUSED ->
                    state.isPaused()
                            ? Plan.nothing()
                            : Plan.of(Call.of("virDomainSuspend", DomainControl::suspend));
            case PMSUSPENDED -> throw wrongState(vm, "vm.resume wakes it");
            case NOSTATE, SHUTOFF, CRASHED -> throw Refusal.notRunning(vm.name(), vm.stateText());
        };
    }

    private static Plan resume(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        return switch (vm.state().state()) {
            case RUNNING, BLOCKED -> Plan.nothing();
            case PAUSED -> Plan.of(Call.of("virDomainResume", DomainControl::resume));
            case PMSUSPENDED -> Plan.of(Call.of("virDomainPMWakeup", DomainControl::wake));
            case SHUTDOWN -> throw wrongState(vm, "wait until it has ended");
            case NOSTATE, SHUTOFF, CRASHED -> throw Refusal.notRunning(vm.name(), vm.stateText());
        };
    }

    private static Plan reset(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        refuseInactive(vm);
        return Plan.of(Call.of("virDomainReset", DomainControl::reset));
    }

    private static Plan save(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        if (!vm.isActive() && vm.control().hasManagedSave()) {
            return Plan.nothing();
        }
        refuseInactive(vm);
        return Plan.of(Call.of("virDomainManagedSave", DomainControl::managedSave, "0"))
                .noting("vm.start goes on from where it was saved");
    }

    private static Plan autostart(Vm vm, ActionCall call) throws VirtException {
        boolean isWanted = call.isSet(ENABLED.name());
        if (vm.control().isAutostart() == isWanted) {
            return Plan.nothing();
        }
        return Plan.of(
                Call.of(
                        "virDomainSetAutostart",
                        control -> control.autostart(isWanted),
                        isWanted ? "1" : "0"));
    }

    /** Writing to a disk that others stand on ruins those. */
    private static void refuseBase(Vm vm) throws ActionFailure, VirtException {
        var users = DiskUsers.read(vm.libvirt());
        for (Disk disk : vm.configured().disks()) {
            if (disk.isReadOnly() || disk.source().isEmpty()) {
                continue;
            }
            for (DiskUsers.User user : users.of(disk.source().get())) {
                if (user.isBase() && !user.uuid().equals(vm.uuid())) {
                    throw Refusal.of(
                            Kind.CONFLICT,
                            vm.name()
                                    + ": its disk "
                                    + user.path()
                                    + " is in use by "
                                    + user.text(),
                            "start a clone of it; writing to it would ruin the others");
                }
            }
        }
    }

    static void refuseInactive(Vm vm) throws ActionFailure, VirtException {
        if (!vm.isActive()) {
            throw Refusal.notRunning(vm.name(), vm.stateText());
        }
    }

    private static ActionFailure wrongState(Vm vm, String remedy) throws VirtException {
        return Refusal.of(Kind.CONFLICT, vm.name() + " is " + vm.stateText(), remedy);
    }
}
