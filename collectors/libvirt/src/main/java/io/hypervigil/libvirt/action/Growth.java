package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.libvirt.action.Declared.Reading;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Amounts;
import io.hypervigil.libvirt.quota.Holding;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Carries out what makes a VM larger, as far as quotas allow. */
final class Growth {

    private Growth() {}

    /**
     * Carries a plan out.
     *
     * @param growth of what the VM has, what it will have
     */
    static ActionResult carryOut(
            Provisions provisions,
            Vm vm,
            ActionCall call,
            Reading reading,
            Plan plan,
            UnaryOperator<Amounts> growth)
            throws ActionFailure, VirtException {
        if (plan.calls().isEmpty()) {
            return Declared.carryOut(vm, call, reading, plan);
        }
        var description = vm.description();
        var wanted =
                new Holding(
                        vm.uuid(),
                        VmDetails.owner(description),
                        growth.apply(
                                provisions
                                        .accounting()
                                        .amounts(
                                                description,
                                                vm.libvirt(),
                                                Optional.of(vm.control().domain()))));
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
