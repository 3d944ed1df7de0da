package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.GpuProcess;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.nvml.cgroup.ProcessCgroups;
import io.hypervigil.nvml.cgroup.ProcessKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Who has and who uses what, joined from all that is known in one round.
 *
 * <p>Thread: one.
 */
final class Ownership {

    private final List<Holding> holdings = new ArrayList<>();
    private final List<Usage> usages = new ArrayList<>();
    private final List<Claim> claims;
    private final OwnerNames names;
    private final HeldParts parts;

    /** Begins with what claims say of devices. */
    Ownership(FactBoard facts, HeldParts parts) {
        this.parts = parts;
        claims = facts.facts(Claim.class);
        names = new OwnerNames(claims);
        for (Claim claim : claims) {
            var owner = OwnerKey.of(claim.owner());
            for (HeldPart part : parts.of(claim.device())) {
                holdings.add(new Holding(owner, part, claim.basis(), claim.share()));
            }
        }
    }

    void add(List<Holding> more) {
        holdings.addAll(more);
    }

    void addVirtual(List<VirtualGpus.VirtualGpu> virtualGpus) {
        for (int i = 0; i < virtualGpus.size(); i++) {
            var gpu = virtualGpus.get(i);
            var owner = new OwnerKey(OwnerType.VM, gpu.vmUuid().toLowerCase(Locale.ROOT));
            var part =
                    gpu.mdevUuid().map(uuid -> uuid.toLowerCase(Locale.ROOT)).orElse("vgpu " + i);
            var held = new HeldPart(gpu.gpuUuid(), part, gpu.size());
            holdings.add(new Holding(owner, held, Basis.RUNNING, OptionalDouble.empty()));
            usages.add(new Usage(owner, gpu.gpuUuid(), gpu.memoryBytes(), gpu.smShare()));
        }
    }

    /** Comes last, since it asks who has been given what. */
    void addProcesses(
            List<GpuProcess> processes,
            List<MigInstances.MigInstance> instances,
            ProcessCgroups cgroups) {
        var configured =
                holdings.stream()
                        .filter(holding -> holding.basis() == Basis.CONFIGURED)
                        .map(h -> new Place(h.held().gpu(), h.owner()))
                        .collect(Collectors.toSet());
        var owners = new ProcessOwners(claims, configured, names);
        var work = new InstanceWork(instances, processes);
        for (GpuProcess process : processes) {
            var gpu = work.gpu(process);
            cgroups.find(new ProcessKey(process.pid(), process.startTicks()))
                    .ifPresent(
                            known ->
                                    add(
                                            owners.of(process, gpu, known),
                                            process,
                                            parts.of(process, gpu),
                                            work.smShare(process)));
        }
    }

    List<Usage> usages() {
        return usages;
    }

    String name(OwnerKey owner) {
        return names.of(owner);
    }

    /** As {@link Shares#of}. */
    Map<String, Map<OwnerKey, Double>> shares() {
        return Shares.of(holdings);
    }

    /** As {@link Shares#ofConfigured}. */
    Map<String, Map<OwnerKey, Double>> configuredShares() {
        return Shares.ofConfigured(holdings);
    }

    private void add(
            ProcessOwners.Candidate owner,
            GpuProcess process,
            HeldPart held,
            OptionalDouble smShare) {
        var basis = owner.claim().map(Claim::basis).orElse(Basis.RUNNING);
        var share = owner.claim().map(Claim::share).orElse(OptionalDouble.empty());
        holdings.add(new Holding(owner.owner(), held, basis, share));
        usages.add(new Usage(owner.owner(), held.gpu(), process.memoryBytes(), smShare));
    }
}
