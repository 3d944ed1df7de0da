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
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.jna.Affect;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Amounts;
import java.util.List;
import java.util.OptionalLong;

/** How many virtual CPUs and how much memory. */
final class SizeActions {

    private static final long KIBIBYTE = 1024;
    private static final int MOST_VCPUS = 4096;

    private static final Parameter COUNT =
            Parameter.positional(
                    "count", new Parameter.Type.Whole(1, MOST_VCPUS), "How many it is to have");

    private static final Parameter SIZE =
            Parameter.positional(
                    "size",
                    new Parameter.Type.Size(KIBIBYTE, 1L << 50),
                    "How much its balloon is to leave it");

    private final Declared declared;

    SizeActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.onVm(
                        Head.rules("vm.set-vcpus", "Give a VM more or fewer virtual CPUs"),
                        SizeActions::setVcpus,
                        COUNT,
                        ScopeParameter.SCOPE),
                declared.onVm(
                        Head.rules("vm.set-memory", "Give a VM more or less memory"),
                        SizeActions::setMemory,
                        SIZE,
                        ScopeParameter.SCOPE));
    }

    private static ActionResult setVcpus(Sessions sessions, ActionCall call) throws ActionFailure {
        long wanted = call.whole(COUNT.name()).orElseThrow();
        return sessions.onVm(
                "vm.set-vcpus",
                call,
                sessions.patience(),
                vm ->
                        Growth.carryOut(
                                sessions.control().provisions(),
                                vm,
                                call,
                                SizeActions::vcpus,
                                vcpusPlan(vm, call),
                                (_, has) ->
                                        new Amounts(
                                                wanted,
                                                has.memoryBytes(),
                                                has.diskBytes(),
                                                has.gpus())));
    }

    private static ActionResult setMemory(Sessions sessions, ActionCall call) throws ActionFailure {
        long wanted = call.whole(SIZE.name()).orElseThrow();
        return sessions.onVm(
                "vm.set-memory",
                call,
                sessions.patience(),
                vm ->
                        Growth.carryOut(
                                sessions.control().provisions(),
                                vm,
                                call,
                                SizeActions::memory,
                                memoryPlan(vm, call),
                                (_, has) ->
                                        new Amounts(
                                                has.vcpus(), wanted, has.diskBytes(), has.gpus())));
    }

    private static Value vcpus(Vm vm) throws VirtException {
        var details = new Details();
        if (vm.isActive()) {
            details.whole("live", vm.control().vcpus(Affect.LIVE));
        }
        if (vm.control().isPersistent()) {
            details.whole("config", vm.control().vcpus(Affect.CONFIG));
        }
        return details.asValue();
    }

    private static Plan vcpusPlan(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        int wanted = Math.toIntExact(call.whole(COUNT.name()).orElseThrow());
        var affect = vm.affect(ScopeParameter.of(call));
        boolean isAsAsked = true;
        for (Affect part : parts(affect)) {
            int most = vm.control().maxVcpus(part);
            if (wanted > most) {
                throw outOfRange(vm, "virtual CPUs", part, "1 to " + most);
            }
            isAsAsked &= vm.control().vcpus(part) == wanted;
        }
        return isAsAsked
                ? Plan.nothing()
                : Plan.of(
                        Call.of(
                                "virDomainSetVcpusFlags",
                                control -> control.vcpus(wanted, affect),
                                Integer.toString(wanted),
                                affect.toString()));
    }

    private static Value memory(Vm vm) throws ActionFailure, VirtException {
        var details = new Details();
        if (vm.isActive()) {
            details.whole("live_bytes", vm.description().memory().currentBytes());
        }
        if (vm.control().isPersistent()) {
            details.whole("config_bytes", vm.configured().memory().currentBytes());
        }
        return details.asValue();
    }

    private static Plan memoryPlan(Vm vm, ActionCall call) throws ActionFailure, VirtException {
        long kibibytes = Math.ceilDiv(call.whole(SIZE.name()).orElseThrow(), KIBIBYTE);
        var affect = vm.affect(ScopeParameter.of(call));
        boolean isAsAsked = true;
        for (Affect part : parts(affect)) {
            var memory = description(vm, part).memory();
            long most = memory.bytes().orElse(Long.MAX_VALUE);
            if (kibibytes * KIBIBYTE > most) {
                throw outOfRange(vm, "memory", part, KIBIBYTE + " to " + most + " bytes");
            }
            isAsAsked &= memory.currentBytes().equals(OptionalLong.of(kibibytes * KIBIBYTE));
        }
        if (isAsAsked) {
            return Plan.nothing();
        }
        var plan =
                Plan.of(
                        Call.of(
                                "virDomainSetMemoryFlags",
                                control -> control.memory(kibibytes, affect),
                                Long.toString(kibibytes),
                                affect.toString()));
        return affect.isLive()
                ? plan.noting("a guest gives memory back, or takes it, as its balloon driver does")
                : plan;
    }

    private static DomainDescription description(Vm vm, Affect part)
            throws ActionFailure, VirtException {
        return part.isLive() ? vm.description() : vm.configured();
    }

    private static List<Affect> parts(Affect affect) {
        return affect == Affect.LIVE_AND_CONFIG
                ? List.of(Affect.LIVE, Affect.CONFIG)
                : List.of(affect);
    }

    private static ActionFailure outOfRange(Vm vm, String what, Affect part, String range) {
        return Refusal.of(
                Kind.INVALID,
                vm.name()
                        + (part.isLive() ? " as it runs" : " as it starts next")
                        + " can have "
                        + range
                        + " of "
                        + what,
                "stay within; its maximum is changed with vm.define");
    }
}
