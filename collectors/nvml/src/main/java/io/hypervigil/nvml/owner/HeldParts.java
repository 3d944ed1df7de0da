package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.GpuProcess;
import io.hypervigil.collect.files.FileTree;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Finds the GPU behind what a claim names. A device that is no GPU of this host is none. */
final class HeldParts {

    private static final String PCI = "bus/pci/devices/";
    private static final String MEDIATED = "bus/mdev/devices/";

    private final GpuNames gpus;
    private final FileTree sys;
    private final List<VirtualGpus.VirtualGpu> virtual;
    private final List<MigInstances.MigInstance> instances;

    HeldParts(
            GpuNames gpus,
            FileTree sys,
            List<VirtualGpus.VirtualGpu> virtual,
            List<MigInstances.MigInstance> instances) {
        this.gpus = gpus;
        this.sys = sys;
        this.virtual = virtual;
        this.instances = instances;
    }

    /** None for the devices of processes: which those are is seen from the processes. */
    List<HeldPart> of(Device device) {
        return switch (device) {
            case Device.Pci(var address) -> ofAddress(address.toLowerCase(Locale.ROOT)).toList();
            case Device.Mediated(var uuid) -> ofMediated(uuid.toLowerCase(Locale.ROOT)).toList();
            case Device.GpuUuid(var uuid) -> ofUuid(uuid).toList();
            case Device.GpuIndex(int index) ->
                    gpus.ofIndex(index).stream().map(HeldPart::all).toList();
            case Device.GpuInstance(var gpu, int number) -> ofInstance(gpu, number);
            case Device.AllGpus() -> gpus.uuids().stream().map(HeldPart::all).toList();
            case Device.CgroupProcesses _, Device.ProcessDevices _ -> List.of();
        };
    }

    /** The GPU instance of a number, of a GPU that is called by UUID or by the driver's number. */
    List<HeldPart> ofInstance(Device gpu, int gpuInstance) {
        return of(gpu).stream()
                .map(
                        whole ->
                                new HeldPart(
                                        whole.gpu(),
                                        name(whole.gpu(), gpuInstance),
                                        size(whole.gpu(), gpuInstance)))
                .toList();
    }

    /** What a process runs on: an instance where it is in one, or else the GPU. */
    HeldPart of(GpuProcess process, String gpu) {
        var device = new Device.GpuUuid(process.gpuUuid());
        var parts =
                process.gpuInstance().isPresent()
                        ? ofInstance(new Device.GpuUuid(gpu), process.gpuInstance().getAsInt())
                        : of(device);
        return parts.isEmpty() ? HeldPart.all(gpu) : parts.getFirst();
    }

    /** A device that has all of a GPU instance is the same part by its UUID and by its number. */
    private String name(String gpu, int gpuInstance) {
        var devices = devices(gpu, gpuInstance).map(MigInstances.MigInstance::uuid).toList();
        return devices.size() == 1 ? devices.getFirst() : "instance " + gpuInstance;
    }

    private Stream<MigInstances.MigInstance> devices(String gpu, int gpuInstance) {
        return instances.stream()
                .filter(instance -> instance.gpuUuid().equals(gpu))
                .filter(instance -> instance.gpuInstance() == gpuInstance);
    }

    /** A virtual function is a part of the physical one. */
    private Stream<HeldPart> ofAddress(String address) {
        var physical =
                sys.link(PCI + address + "/physfn")
                        .map(link -> link.substring(link.lastIndexOf('/') + 1));
        return gpus
                .at(physical.orElse(address))
                .map(
                        gpu ->
                                physical.isPresent()
                                        ? new HeldPart(gpu, address, OptionalDouble.empty())
                                        : HeldPart.all(gpu))
                .stream();
    }

    /** /sys has a mediated device below its parent; the driver knows only those in use. */
    private Stream<HeldPart> ofMediated(String uuid) {
        var known =
                virtual.stream()
                        .filter(gpu -> gpu.mdevUuid().filter(uuid::equalsIgnoreCase).isPresent())
                        .findFirst();
        var gpu =
                known.map(VirtualGpus.VirtualGpu::gpuUuid)
                        .or(() -> parent(uuid).flatMap(this::gpuAt));
        var size = known.map(VirtualGpus.VirtualGpu::size).orElse(OptionalDouble.empty());
        return gpu.map(label -> new HeldPart(label, uuid, size)).stream();
    }

    private Optional<String> gpuAt(String address) {
        return ofAddress(address).map(HeldPart::gpu).findFirst();
    }

    private Optional<String> parent(String mediatedUuid) {
        return sys.resolved(MEDIATED + mediatedUuid)
                .map(path -> path.split("/", -1))
                .filter(elements -> elements.length > 1)
                .map(elements -> elements[elements.length - 2]);
    }

    private Stream<HeldPart> ofUuid(String uuid) {
        if (gpus.isUuid(uuid)) {
            return Stream.of(HeldPart.all(uuid));
        }
        return instances.stream()
                .filter(instance -> instance.uuid().equals(uuid))
                .map(instance -> new HeldPart(instance.gpuUuid(), uuid, instance.size()));
    }

    private OptionalDouble size(String gpu, int gpuInstance) {
        var sizes =
                devices(gpu, gpuInstance)
                        .flatMapToDouble(instance -> instance.size().stream())
                        .toArray();
        return sizes.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, Arrays.stream(sizes).sum()));
    }
}
