package io.hypervigil.kubernetes;

import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.kubernetes.device.DeviceNames;
import io.hypervigil.kubernetes.device.Meaning;
import io.hypervigil.kubernetes.pods.PodDevices;
import io.hypervigil.kubernetes.pods.PodDevices.ClaimedDevice;
import io.hypervigil.kubernetes.pods.PodDevices.ContainerDevices;
import io.hypervigil.kubernetes.pods.PodDevices.Given;
import io.hypervigil.kubernetes.pods.PodDevices.PluginDevices;
import io.hypervigil.kubernetes.pods.PodMetrics.NamedGpu;
import io.hypervigil.kubernetes.pods.PodUids;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The GPUs among what pods were given. Made for one round.
 *
 * <p>No claim says a share: of a GPU that is given in several shares the kubelet tells neither how
 * many there are, nor would one be held to its share.
 */
final class HeldGpus {

    private static final String NVIDIA = "nvidia.com/";

    private final DeviceNames names;
    private final Set<NamedGpu> named = new LinkedHashSet<>();
    private final Map<PodDevices, Set<Device>> devices = new LinkedHashMap<>();
    private final Map<String, String> unclear = new LinkedHashMap<>();

    HeldGpus(List<PodDevices> pods, HostFiles files, FactBoard facts) {
        this.names = new DeviceNames(files, facts);
        for (PodDevices pod : pods) {
            for (ContainerDevices container : pod.containers()) {
                container.given().forEach(given -> add(pod, container, given));
            }
        }
    }

    Set<NamedGpu> named() {
        return named;
    }

    /** Who holds what; a pod whose UID is not known is called by its name in place of it. */
    List<Claim> claims(PodUids uids) {
        return devices.entrySet().stream()
                .flatMap(
                        held -> {
                            var owner = owner(held.getKey(), uids);
                            return held.getValue().stream().map(device -> claim(owner, device));
                        })
                .toList();
    }

    /** Tells which devices are GPUs whose owner cannot be had. */
    void tellUnclear(SampleSink sink) {
        unclear.forEach((device, why) -> sink.missing("owner of " + device, why));
    }

    private void add(PodDevices pod, ContainerDevices container, Given given) {
        switch (given) {
            case PluginDevices(var resource, var ids) when resource.startsWith(NVIDIA) ->
                    ids.forEach(
                            id ->
                                    add(
                                            new NamedGpu(pod, container, resource, id),
                                            names.ofPlugin(id)));
            case PluginDevices _ -> {
                // Not NVIDIA's.
            }
            case ClaimedDevice(var driver, var device, var cdiNames) ->
                    add(
                            new NamedGpu(pod, container, driver, device),
                            names.ofClaim(driver, device, cdiNames));
        }
    }

    private void add(NamedGpu gpu, Meaning meaning) {
        switch (meaning) {
            case Meaning.Devices(var found) -> {
                if (!found.isEmpty()) {
                    named.add(gpu);
                    devices.computeIfAbsent(gpu.pod(), _ -> new LinkedHashSet<>()).addAll(found);
                }
            }
            case Meaning.Unclear(var why) -> {
                named.add(gpu);
                unclear.put(gpu.device(), why);
            }
        }
    }

    private static Owner owner(PodDevices pod, PodUids uids) {
        var name = pod.namespace() + "/" + pod.name();
        return new Owner(OwnerType.POD, uids.of(pod).orElse(name), name);
    }

    private static Claim claim(Owner owner, Device device) {
        return new Claim(owner, device, Basis.CONFIGURED, OptionalDouble.empty());
    }
}
