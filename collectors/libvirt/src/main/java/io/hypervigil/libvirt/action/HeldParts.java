package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.jna.Affect;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Amounts;
import java.util.Optional;

/**
 * What a VM has while it runs, and what its next start takes: quotas count the larger of each, so
 * that nobody gets past them by what counts from the next start on.
 *
 * @param live empty where it does not run
 */
record HeldParts(Optional<Part> live, Part config) {

    /** One of its descriptions, and what that amounts to. */
    record Part(DomainDescription description, Amounts amounts) {

        Amounts grown(boolean isGrowing, Growing growth) throws ActionFailure, VirtException {
            return isGrowing ? growth.of(description, amounts) : amounts;
        }
    }

    /** What a change makes of a part. */
    @FunctionalInterface
    interface Growing {
        Amounts of(DomainDescription part, Amounts has) throws ActionFailure, VirtException;
    }

    static HeldParts of(Accounting accounting, VirtConnection libvirt, VirtDomain domain)
            throws ActionFailure, VirtException {
        var config = part(accounting, libvirt, domain, domain.inactiveXml());
        return new HeldParts(
                domain.id() < 0
                        ? Optional.empty()
                        : Optional.of(part(accounting, libvirt, domain, domain.xml())),
                config);
    }

    private static Part part(
            Accounting accounting, VirtConnection libvirt, VirtDomain domain, String xml)
            throws ActionFailure {
        var description = VmDetails.parsed(domain.name(), xml);
        return new Part(description, accounting.amounts(description, libvirt, Optional.of(domain)));
    }

    /** As it runs, or as it would. */
    DomainDescription description() {
        return live.orElse(config).description();
    }

    /** What it holds. */
    Amounts amounts() {
        return live.map(part -> part.amounts().max(config.amounts())).orElse(config.amounts());
    }

    /** What it holds once a change is made to some of it. */
    Amounts grown(Affect affect, Growing growth) throws ActionFailure, VirtException {
        var later = config.grown(affect.isConfig(), growth);
        return live.isPresent() ? live.get().grown(affect.isLive(), growth).max(later) : later;
    }

    /** What it holds once another description is kept of it. */
    Amounts redefined(Amounts wanted) {
        return live.map(part -> part.amounts().max(wanted)).orElse(wanted);
    }
}
