package io.hypervigil.libvirt.action;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.template.PassedGpu;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Who has a GPU: by the descriptions of the VMs as they are now, and by what others claim. */
final class GpuHolders {

    private GpuHolders() {}

    /**
     * Refuses a GPU that somebody else has.
     *
     * @param except the UUID of the VM that asks
     */
    static void refuse(VirtConnection libvirt, String except, PassedGpu gpu, FactBoard facts)
            throws ActionFailure, VirtException {
        var holders = of(libvirt, except, gpu, facts);
        if (!holders.isEmpty()) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    gpu.text() + " is claimed by " + String.join(", ", holders),
                    "vm.detach-gpu takes it away from a VM; a container has to be stopped");
        }
    }

    /** Whoever else has it, or will have it when it starts. */
    private static Set<String> of(
            VirtConnection libvirt, String except, PassedGpu gpu, FactBoard facts)
            throws ActionFailure, VirtException {
        var holders = new LinkedHashSet<String>();
        addDomains(libvirt, except, gpu, holders);
        for (Fact.Claim claim : facts.facts(Fact.Claim.class)) {
            if (!claim.owner().id().equals(except) && GpuAddress.isIt(gpu, claim.device(), facts)) {
                holders.add(
                        claim.owner().type().name().toLowerCase(Locale.ROOT)
                                + " "
                                + claim.owner().name());
            }
        }
        return holders;
    }

    private static void addDomains(
            VirtConnection libvirt, String except, PassedGpu gpu, Set<String> holders)
            throws ActionFailure, VirtException {
        var domains = libvirt.domains(Set.of());
        try {
            for (VirtDomain domain : domains) {
                if (!domain.uuid().equals(except) && has(domain, gpu)) {
                    holders.add("vm " + domain.name());
                }
            }
        } finally {
            domains.forEach(VirtDomain::close);
        }
    }

    private static boolean has(VirtDomain domain, PassedGpu gpu)
            throws ActionFailure, VirtException {
        try {
            return VmDetails.parsed(domain.name(), domain.xml()).hostDevices().stream()
                    .anyMatch(device -> GpuAddress.isIt(gpu, device));
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                return false;
            }
            throw e;
        }
    }
}
