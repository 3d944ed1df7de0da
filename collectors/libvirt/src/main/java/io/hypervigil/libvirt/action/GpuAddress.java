package io.hypervigil.libvirt.action;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.description.HostDevice;
import io.hypervigil.libvirt.template.PassedGpu;
import io.hypervigil.libvirt.xml.XmlTree;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which device is meant by the name of a GPU, and how libvirt is told of it. */
final class GpuAddress {

    private GpuAddress() {}

    /**
     * By PCI address, by the UUID of a mediated device, or by the UUID that the driver gives.
     *
     * @throws ActionFailure where it is none of them, or no GPU of this host has that UUID
     */
    static PassedGpu of(String text, FactBoard facts) throws ActionFailure {
        if (text.startsWith("GPU-")) {
            return PassedGpu.Pci.at(
                    facts.facts(Fact.Gpu.class).stream()
                            .filter(gpu -> gpu.uuid().equals(Optional.of(text)))
                            .map(Fact.Gpu::pciAddress)
                            .findFirst()
                            .orElseThrow(() -> unknown(text)));
        }
        try {
            return PassedGpu.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ActionFailure(
                    Kind.INVALID,
                    String.valueOf(e.getMessage()),
                    "gpu.list shows the GPUs with their addresses and UUIDs",
                    e);
        }
    }

    /** As libvirt takes it; it unbinds the driver and binds it again by itself. */
    static XmlTree xml(PassedGpu gpu) {
        return switch (gpu) {
            case PassedGpu.Pci(var address) -> {
                var device =
                        XmlTree.of("hostdev", "mode", "subsystem", "type", "pci", "managed", "yes");
                device.add("source")
                        .add(
                                "address",
                                "domain",
                                "0x" + address.domain(),
                                "bus",
                                "0x" + address.bus(),
                                "slot",
                                "0x" + address.device(),
                                "function",
                                "0x" + address.function());
                yield device;
            }
            case PassedGpu.Mediated(var uuid) -> {
                var device =
                        XmlTree.of(
                                "hostdev",
                                "mode",
                                "subsystem",
                                "type",
                                "mdev",
                                "model",
                                "vfio-pci");
                device.add("source").add("address", "uuid", uuid.toString());
                yield device;
            }
        };
    }

    /** As a description has it. */
    static HostDevice device(PassedGpu gpu) {
        return switch (gpu) {
            case PassedGpu.Pci(var address) ->
                    new HostDevice.Pci(address.toString(), true, HostDevice.Role.ANY);
            case PassedGpu.Mediated(var uuid) ->
                    new HostDevice.Mediated(uuid.toString(), Optional.of("vfio-pci"));
        };
    }

    /** Whether an element of a description is it. */
    static boolean isNamed(PassedGpu gpu, XmlTree device) {
        var address = device.child("source").flatMap(source -> source.child("address"));
        return address.isPresent()
                && switch (gpu) {
                    case PassedGpu.Pci own -> own.isAt(pci(address.get()));
                    case PassedGpu.Mediated(var uuid) ->
                            address.get()
                                    .attribute("uuid")
                                    .filter(uuid.toString()::equalsIgnoreCase)
                                    .isPresent();
                };
    }

    /** As sysfs writes it: libvirt gives each number in hexadecimal, as wide as there. */
    private static String pci(XmlTree address) {
        var parts =
                Stream.of("domain", "bus", "slot", "function")
                        .map(name -> address.attribute(name).orElse("none").replaceFirst("^0x", ""))
                        .toList();
        return parts.get(0) + ":" + parts.get(1) + ":" + parts.get(2) + "." + parts.get(3);
    }

    static boolean isIt(PassedGpu gpu, HostDevice device) {
        return switch (device) {
            case HostDevice.Pci(var address, _, _) ->
                    gpu instanceof PassedGpu.Pci own && own.isAt(address);
            case HostDevice.Mediated(var uuid, _) ->
                    gpu instanceof PassedGpu.Mediated(var own) && own.toString().equals(uuid);
        };
    }

    /** Whether a claim is about it, or about all there is. */
    static boolean isIt(PassedGpu gpu, Fact.Device device, FactBoard facts) {
        return switch (device) {
            case Fact.Device.Pci(var address) ->
                    gpu instanceof PassedGpu.Pci own && own.isAt(address);
            case Fact.Device.Mediated(var uuid) ->
                    gpu instanceof PassedGpu.Mediated(var own)
                            && own.toString().equalsIgnoreCase(uuid);
            case Fact.Device.GpuUuid(var uuid) ->
                    isGpu(gpu, facts, known -> known.uuid().equals(Optional.of(uuid)));
            case Fact.Device.GpuIndex(int index) ->
                    isGpu(gpu, facts, known -> known.index().orElse(-1) == index);
            case Fact.Device.GpuInstance(var whole, _) -> isIt(gpu, whole, facts);
            case Fact.Device.AllGpus() -> isGpu(gpu, facts, known -> known.uuid().isPresent());
            case Fact.Device.CgroupProcesses(_), Fact.Device.ProcessDevices(_) -> false;
        };
    }

    private static boolean isGpu(PassedGpu gpu, FactBoard facts, Predicate<Fact.Gpu> isNamed) {
        return gpu instanceof PassedGpu.Pci own
                && facts.facts(Fact.Gpu.class).stream()
                        .filter(known -> own.isAt(known.pciAddress()))
                        .anyMatch(isNamed);
    }

    private static ActionFailure unknown(String uuid) {
        return Refusal.of(
                Kind.NOT_FOUND,
                "no GPU of this host is known as " + uuid,
                "gpu.list shows those there are; one bound to vfio-pci goes by its address");
    }
}
