package io.hypervigil.libvirt;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.inventory.Inventory;
import io.hypervigil.libvirt.jna.ControlInfo;
import io.hypervigil.libvirt.jna.JobStats;
import io.hypervigil.libvirt.jna.TypedParameters;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.stats.JobProgress;
import io.hypervigil.libvirt.tier.StuckDomains;

/** Asks how far jobs are: only those domains whose control interface says that they have one. */
final class JobReader implements ReadingProbe.Reader {

    private static final JobStats NONE = new JobStats(0, TypedParameters.NONE);

    private final Inventory inventory;
    private final StuckDomains stuck;

    JobReader(Inventory inventory, StuckDomains stuck) {
        this.inventory = inventory;
        this.stuck = stuck;
    }

    @Override
    public void read(VirtConnection connection, SampleSink out) throws VirtException {
        for (KnownDomain domain : inventory.latest()) {
            if (domain.isActive() && stuck.stuckFor(domain.uuid()).isEmpty()) {
                JobProgress.write(domain.name(), job(connection, domain), out);
            }
        }
    }

    private JobStats job(VirtConnection connection, KnownDomain domain) throws VirtException {
        boolean hasJob =
                stuck.control(domain.uuid())
                        .filter(info -> info.state() == ControlInfo.State.JOB)
                        .isPresent();
        if (!hasJob) {
            return NONE;
        }
        try (var handle = connection.domain(domain.uuid())) {
            return handle.job();
        } catch (VirtException e) {
            return switch (e.code()) {
                // It ended between two looks.
                case VirtErrorCode.VIR_ERR_NO_DOMAIN, VirtErrorCode.VIR_ERR_OPERATION_INVALID ->
                        NONE;
                default -> throw e;
            };
        }
    }
}
