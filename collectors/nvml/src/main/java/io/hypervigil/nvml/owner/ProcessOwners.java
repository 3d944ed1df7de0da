package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.GpuProcess;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.nvml.cgroup.CgroupOwner;
import io.hypervigil.nvml.cgroup.ProcessCgroup;
import io.hypervigil.nvml.cgroup.ProcessCgroups;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whose a process is, by the rules that stand at the package. */
final class ProcessOwners {

    private final List<Claim> claims;
    private final Set<Place> configured;
    private final OwnerNames names;

    /** Somebody whose the process may be, and the claim where there is one. */
    record Candidate(OwnerKey owner, Optional<Claim> claim) {}

    /**
     * @param claims all of them; those of other devices than processes' are passed over
     * @param configured to whom a GPU was given
     */
    ProcessOwners(List<Claim> claims, Set<Place> configured, OwnerNames names) {
        this.claims = claims;
        this.configured = configured;
        this.names = names;
    }

    Candidate of(GpuProcess process, String gpu, ProcessCgroups.Known known) {
        var candidates =
                Stream.concat(
                                claimants(process, known.cgroup()),
                                known.cgroup().owner().stream().flatMap(this::named))
                        .toList();
        return candidates.stream()
                .filter(candidate -> configured.contains(new Place(gpu, candidate.owner)))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseGet(() -> itself(process, known.command()));
    }

    /** The nearest first. */
    private Stream<Candidate> claimants(GpuProcess process, ProcessCgroup cgroup) {
        return claims.stream()
                .filter(claim -> nearness(claim, process, cgroup) >= 0)
                .sorted(
                        Comparator.<Claim>comparingInt(claim -> -nearness(claim, process, cgroup))
                                .thenComparing(claim -> OwnerKey.of(claim.owner())))
                .map(claim -> new Candidate(OwnerKey.of(claim.owner()), Optional.of(claim)));
    }

    /** Below 0 for a claim that this process is no matter of. */
    private static int nearness(Claim claim, GpuProcess process, ProcessCgroup cgroup) {
        return switch (claim.device()) {
            case Device.ProcessDevices(long pid) -> pid == process.pid() ? Integer.MAX_VALUE : -1;
            case Device.CgroupProcesses(var path) -> cgroup.isWithin(path) ? path.length() : -1;
            case Device.Pci _, Device.Mediated _, Device.GpuUuid _ -> -1;
            case Device.GpuIndex _, Device.GpuInstance _, Device.AllGpus _ -> -1;
        };
    }

    /** Those that the control group names; of a pod and its container, the known one first. */
    private Stream<Candidate> named(CgroupOwner owner) {
        var keys =
                switch (owner) {
                    case CgroupOwner.Container(_, var id) ->
                            Stream.of(new OwnerKey(OwnerType.CONTAINER, id));
                    case CgroupOwner.Pod(var uid, var container) ->
                            Stream.concat(
                                            Stream.of(new OwnerKey(OwnerType.POD, uid)),
                                            container.stream()
                                                    .map(
                                                            id ->
                                                                    new OwnerKey(
                                                                            OwnerType.CONTAINER,
                                                                            id)))
                                    .sorted(Comparator.comparing(key -> !names.isKnown(key)));
                    case CgroupOwner.Machine(var name) ->
                            Stream.of(names.machine(name).orElse(new OwnerKey(OwnerType.VM, name)));
                    case CgroupOwner.Job(var id, _) -> Stream.of(new OwnerKey(OwnerType.UNIT, id));
                    case CgroupOwner.Unit(var id, var name) -> {
                        var key = new OwnerKey(OwnerType.UNIT, id);
                        names.otherwise(key, name);
                        yield Stream.of(key);
                    }
                };
        return keys.map(key -> new Candidate(key, Optional.empty()));
    }

    private Candidate itself(GpuProcess process, String command) {
        var key = new OwnerKey(OwnerType.PROCESS, process.pid() + ":" + process.startTicks());
        names.otherwise(key, command);
        return new Candidate(key, Optional.empty());
    }
}
