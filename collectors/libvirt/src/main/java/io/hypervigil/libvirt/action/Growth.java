package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.libvirt.action.Declared.Reading;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Holding;

/** Carries out what makes a VM larger, as far as quotas allow. */
final class Growth {

    private Growth() {}

    /**
     * Carries a plan out.
     *
     * @param growth of what the VM has, now or at its next start, what it will have
     */
    static ActionResult carryOut(
            Provisions provisions,
            Vm vm,
            ActionCall call,
            Reading reading,
            Plan plan,
            HeldParts.Growing growth)
            throws ActionFailure, VirtException {
        if (plan.calls().isEmpty()) {
            return Declared.carryOut(vm, call, reading, plan);
        }
        var held = HeldParts.of(provisions.accounting(), vm.libvirt(), vm.control().domain());
        var wanted =
                new Holding(
                        vm.uuid(),
                        VmDetails.owner(held.description()),
                        held.grown(vm.affect(ScopeParameter.of(call)), growth));
        if (call.isDryRun()) {
            provisions.quotas().check(wanted);
            return Declared.carryOut(vm, call, reading, plan);
        }
        // Given back after: by then libvirt itself says what the VM has.
        try (var _ = provisions.quotas().reserve(wanted)) {
            return Declared.carryOut(vm, call, reading, plan);
        }
    }
}
