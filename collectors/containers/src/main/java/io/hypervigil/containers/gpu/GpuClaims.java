package io.hypervigil.containers.gpu;

import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.containers.cdi.CdiFolders;
import io.hypervigil.containers.gpurequest.GpuParts;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.usage.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the containers of one round hold: whatever their processes use, and the GPUs that they were
 * given, by their runtime's word or else by that of the device controller.
 *
 * <p>Thread: one.
 */
public final class GpuClaims {

    private final AllowedMinors allowed;
    private final RequestedGpus requested;
    private final SampleSink sink;
    private final List<Claim> claims = new ArrayList<>();

    /**
     * @param proc used by nobody else at the same time
     * @param parts the instances of the divided GPUs of this host
     * @param cdi what names of specifications mean
     */
    public GpuClaims(FileTree proc, GpuParts parts, CdiFolders cdi, SampleSink sink) {
        this.allowed = new AllowedMinors(proc);
        this.requested = new RequestedGpus(parts, new CdiGpus(proc, allowed, cdi));
        this.sink = sink;
    }

    /** A container that runs, and whose it is. */
    public void add(Subject subject, Owner owner) {
        add(owner, new Device.CgroupProcesses(subject.cgroup().path()), Basis.RUNNING);
        var requests = subject.told().map(Container::gpus).orElse(List.of());
        if (requests.isEmpty()) {
            allowed.of(subject.files()).forEach(device -> add(owner, device, Basis.CONFIGURED));
        }
        requests.forEach(request -> add(owner, request));
    }

    /** All of them. */
    public List<Claim> all() {
        return List.copyOf(claims);
    }

    private void add(Owner owner, GpuRequest request) {
        requested
                .of(request)
                .ifPresentOrElse(
                        devices -> devices.forEach(device -> add(owner, device, Basis.CONFIGURED)),
                        () ->
                                sink.missing(
                                        "a GPU of container " + owner.name(),
                                        request + " does not say which one it is"));
    }

    private void add(Owner owner, Device device, Basis basis) {
        claims.add(new Claim(owner, device, basis, OptionalDouble.empty()));
    }
}
