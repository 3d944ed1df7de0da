package io.hypervigil.libvirt.action;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.action.Declared.Reading;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Amounts;
import io.hypervigil.libvirt.template.PassedGpu;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Giving GPUs, and parts of them, to VMs and taking them back. */
final class GpuActions {

    private static final Parameter GPU =
            Parameter.positional(
                    "gpu",
                    new Parameter.Type.Text(64),
                    "The GPU: its PCI address, its UUID, or the UUID of a mediated device");

    private static final Reading GPUS = Devices.reading(VmDetails::gpus);

    private static final long TURN_SECONDS = 5;

    private final Declared declared;

    /** Two that ask for one GPU at once: the second is to see what the first did. */
    private final ReentrantLock giving = new ReentrantLock();

    GpuActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.onVm(
                        Head.rules("vm.attach-gpu", "Give a GPU to a VM"),
                        this::attach,
                        GPU,
                        ScopeParameter.SCOPE),
                declared.onVm(
                        Head.rules("vm.detach-gpu", "Take a GPU back from a VM"),
                        GpuActions::detach,
                        GPU,
                        ScopeParameter.SCOPE));
    }

    /** With those that it has: what goes along with one of them may be no GPU. */
    private static long gpus(Vm vm, DomainDescription part, PassedGpu gpu, Accounting accounting) {
        var devices = new ArrayList<>(part.hostDevices());
        devices.add(GpuAddress.device(gpu));
        return accounting.gpus(devices, vm.libvirt());
    }

    private ActionResult attach(Sessions sessions, ActionCall call) throws ActionFailure {
        var facts = sessions.control().facts();
        var gpu = GpuAddress.of(call.text(GPU.name()).orElse(""), facts);
        return sessions.onVm(
                "vm.attach-gpu",
                call,
                sessions.patience(),
                vm -> {
                    takeTurn(gpu);
                    try {
                        var provisions = sessions.control().provisions();
                        var accounting = provisions.accounting();
                        return Growth.carryOut(
                                provisions,
                                vm,
                                call,
                                GPUS,
                                attachPlan(vm, call, gpu, facts),
                                (part, has) ->
                                        new Amounts(
                                                has.vcpus(),
                                                has.memoryBytes(),
                                                has.diskBytes(),
                                                gpus(vm, part, gpu, accounting)));
                    } finally {
                        giving.unlock();
                    }
                });
    }

    /** Not for ever: the one before may hang in its hypervisor. */
    private void takeTurn(PassedGpu gpu) throws ActionFailure {
        try {
            if (giving.tryLock(TURN_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.of(
                Kind.CONFLICT,
                gpu.text() + ": another GPU is just being given to a VM",
                "try again after it");
    }

    private static Plan attachPlan(Vm vm, ActionCall call, PassedGpu gpu, FactBoard facts)
            throws ActionFailure, VirtException {
        GpuHolders.refuse(vm.libvirt(), vm.uuid(), gpu, facts);
        return Devices.attach(
                vm,
                ScopeParameter.of(call),
                description ->
                        description.hostDevices().stream()
                                .anyMatch(device -> GpuAddress.isIt(gpu, device)),
                GpuAddress.xml(gpu));
    }

    private static ActionResult detach(Sessions sessions, ActionCall call) throws ActionFailure {
        var gpu = GpuAddress.of(call.text(GPU.name()).orElse(""), sessions.control().facts());
        return sessions.onVm(
                "vm.detach-gpu",
                call,
                sessions.patience(),
                vm -> Declared.carryOut(vm, call, GPUS, detachPlan(vm, call, gpu)));
    }

    /** libvirt knows a device by its address alone. */
    private static Plan detachPlan(Vm vm, ActionCall call, PassedGpu gpu)
            throws ActionFailure, VirtException {
        return Devices.detach(
                vm, ScopeParameter.of(call), "hostdev", device -> GpuAddress.isNamed(gpu, device));
    }
}
