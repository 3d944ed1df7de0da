package io.hypervigil.containers.allocation;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.GpuPart;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.containers.gpurequest.GpuParts;
import io.hypervigil.containers.inventory.GpuRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who has which GPU: containers by what they were given, as they are this moment, and others by
 * what collectors claim for them. What only looks at GPUs holds none.
 *
 * <p>Thread: one.
 */
public final class GpuHolders {

    private static final String MIG = "MIG-";

    private final FactBoard facts;
    private final List<HostGpu> gpus;
    private final GpuParts known;
    private final Predicate<String> isOnlyLooking;

    /** By UUID of a GPU: who has all of it. */
    private final Map<String, Set<String>> whole = new LinkedHashMap<>();

    /** By UUID of a GPU: who has a part of it. */
    private final Map<String, Set<String>> parts = new LinkedHashMap<>();

    /** By name of a part, {@code MIG-…} or {@code 0:1}: who has it. */
    private final Map<String, Set<String>> byPart = new LinkedHashMap<>();

    /**
     * @param isOnlyLooking whether a name is that of something that monitors GPUs
     */
    public GpuHolders(FactBoard facts, List<HostGpu> gpus, Predicate<String> isOnlyLooking) {
        this.facts = facts;
        this.gpus = gpus;
        this.known = GpuParts.of(facts);
        this.isOnlyLooking = isOnlyLooking;
    }

    /** Adds a container that runs, or may be started any moment. */
    public void addContainer(String name, List<GpuRequest> requests) {
        if (!isOnlyLooking.test(name)) {
            requests.forEach(request -> add("container " + name, request));
        }
    }

    /**
     * Adds what the collectors claim.
     *
     * @param exceptOwners ids of containers that were added already, or that ask
     */
    public void addClaims(Set<String> exceptOwners) {
        for (Fact.Claim claim : facts.facts(Fact.Claim.class)) {
            var owner = claim.owner();
            if (!exceptOwners.contains(owner.id()) && !isOnlyLooking.test(owner.name())) {
                add(
                        owner.type().name().toLowerCase(Locale.ROOT) + " " + owner.name(),
                        claim.device());
            }
        }
    }

    /** Who has a GPU or a part of it. */
    Set<String> of(HostGpu gpu) {
        var holders = new LinkedHashSet<>(whole.getOrDefault(gpu.uuid(), Set.of()));
        holders.addAll(parts.getOrDefault(gpu.uuid(), Set.of()));
        return holders;
    }

    /** Who has a part, or the whole GPU where it is known which one that is. */
    Set<String> of(ChosenGpu part) {
        var holders = new LinkedHashSet<>(byPart.getOrDefault(part.id(), Set.of()));
        int colon = part.id().indexOf(':');
        if (colon > 0) {
            at(Integer.parseInt(part.id().substring(0, colon)))
                    .forEach(gpu -> holders.addAll(whole.getOrDefault(gpu.uuid(), Set.of())));
        } else {
            holders.addAll(ofWholeBelow(part.id()));
        }
        return holders;
    }

    /** Of an instance whose GPU is not known it is sure only where all of them are taken. */
    private Set<String> ofWholeBelow(String instance) {
        var possible = gpuOf(instance).map(List::of).orElse(gpus);
        var holders = new LinkedHashSet<String>();
        for (HostGpu gpu : possible) {
            var ofGpu = whole.getOrDefault(gpu.uuid(), Set.of());
            if (ofGpu.isEmpty()) {
                return Set.of();
            }
            holders.addAll(ofGpu);
        }
        return holders;
    }

    /**
     * The GPU of a MIG instance, as the driver says. Where no collector asks it, {@code
     * MIG-GPU-…/1/0}, as drivers before 470 called it, says so; otherwise it is known where there
     * is one only.
     */
    private Optional<HostGpu> gpuOf(String instance) {
        var part = known.named(instance);
        if (part.isPresent()) {
            return gpus.stream().filter(gpu -> gpu.uuid().equals(part.get().gpuUuid())).findFirst();
        }
        return gpus.stream()
                .filter(gpu -> gpus.size() == 1 || instance.startsWith(MIG + gpu.uuid() + "/"))
                .findFirst();
    }

    private void add(String holder, GpuRequest request) {
        switch (request) {
            case GpuRequest.All() -> gpus.forEach(gpu -> addWhole(gpu, holder));
            // NVIDIA's runtime takes the first ones.
            case GpuRequest.Count(int count) ->
                    gpus.stream()
                            .filter(gpu -> gpu.index().orElse(Integer.MAX_VALUE) < count)
                            .forEach(gpu -> addWhole(gpu, holder));
            case GpuRequest.Uuid(var uuid) -> addUuid(uuid, holder);
            case GpuRequest.Index(int index) -> at(index).forEach(gpu -> addWhole(gpu, holder));
            case GpuRequest.MigIndex(int index, int instance) -> {
                at(index).forEach(gpu -> addTo(parts, gpu.uuid(), holder));
                var part = known.at(index, instance).map(GpuPart::uuid);
                addTo(byPart, part.orElse(index + ":" + instance), holder);
            }
            // The collector claims what these come to.
            case GpuRequest.CdiName(_), GpuRequest.DeviceFile(_) -> {}
        }
    }

    private void add(String holder, Device device) {
        switch (device) {
            case Device.Pci(var address) ->
                    gpus.stream()
                            .filter(gpu -> gpu.pciAddress().equals(address))
                            .forEach(gpu -> addWhole(gpu, holder));
            case Device.GpuUuid(var uuid) -> addUuid(uuid, holder);
            case Device.GpuIndex(int index) -> at(index).forEach(gpu -> addWhole(gpu, holder));
            case Device.GpuInstance(var gpu, int number) -> addInstance(gpu, number, holder);
            case Device.AllGpus() -> gpus.forEach(gpu -> addWhole(gpu, holder));
            case Device.ProcessDevices(long pid) ->
                    facts.facts(Fact.GpuProcess.class).stream()
                            .filter(process -> process.pid() == pid)
                            .forEach(process -> addUuid(process.gpuUuid(), holder));
            // A mediated device is a part of a GPU that containers cannot be given; what the
            // processes of a group use is claimed by its requests too.
            case Device.Mediated(_), Device.CgroupProcesses(_) -> {}
        }
    }

    /** A GPU instance may have several compute instances, each of which can be given. */
    private void addInstance(Device gpu, int gpuInstance, String holder) {
        gpus.stream()
                .filter(
                        host ->
                                switch (gpu) {
                                    case Device.GpuUuid(var uuid) -> uuid.equals(host.uuid());
                                    case Device.GpuIndex(int index) -> host.hasIndex(index);
                                    case Device.Pci(var address) ->
                                            address.equals(host.pciAddress());
                                    case Device.AllGpus() -> true;
                                    case Device.Mediated(_),
                                            Device.GpuInstance(_, _),
                                            Device.CgroupProcesses(_),
                                            Device.ProcessDevices(_) ->
                                            false;
                                })
                .forEach(
                        host -> {
                            addTo(parts, host.uuid(), holder);
                            known.of(host.uuid()).stream()
                                    .filter(part -> part.gpuInstance() == gpuInstance)
                                    .forEach(part -> addTo(byPart, part.uuid(), holder));
                        });
    }

    private List<HostGpu> at(int index) {
        return gpus.stream().filter(gpu -> gpu.hasIndex(index)).toList();
    }

    private void addUuid(String uuid, String holder) {
        if (uuid.startsWith(MIG)) {
            addTo(byPart, known.named(uuid).map(GpuPart::uuid).orElse(uuid), holder);
            gpuOf(uuid).ifPresent(gpu -> addTo(parts, gpu.uuid(), holder));
        } else {
            addTo(whole, uuid, holder);
        }
    }

    private void addWhole(HostGpu gpu, String holder) {
        addTo(whole, gpu.uuid(), holder);
    }

    private static void addTo(Map<String, Set<String>> map, String key, String holder) {
        map.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(holder);
    }
}
