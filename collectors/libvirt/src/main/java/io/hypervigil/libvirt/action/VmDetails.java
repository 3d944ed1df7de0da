package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import io.hypervigil.libvirt.description.Disk;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.HostDevice;
import io.hypervigil.libvirt.description.Instance;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.description.NetworkInterface;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import java.util.List;
import java.util.Optional;

/** What a description says of a VM, as results tell it. */
final class VmDetails {

    private VmDetails() {}

    static DomainDescription parsed(String vm, String xml) throws ActionFailure {
        try {
            return DomainDescription.parse(xml, MetadataLabels.NONE);
        } catch (MalformedXmlException e) {
            throw new ActionFailure(
                    Kind.FAILED,
                    vm + ": its description: " + e.getMessage(),
                    "see virsh dumpxml",
                    e);
        }
    }

    static Details size(DomainDescription vm) {
        return new Details()
                .whole("vcpus", vm.vcpus().current())
                .whole("vcpus_max", vm.vcpus().maximum())
                .whole("memory_bytes", vm.memory().currentBytes())
                .whole("memory_max_bytes", vm.memory().bytes());
    }

    /** Who it was made for, where somebody wrote that down. */
    static Optional<String> owner(DomainDescription vm) {
        return vm.metadata().instance().flatMap(Instance::owner);
    }

    static List<Value> disks(DomainDescription vm) {
        return vm.disks().stream().map(VmDetails::disk).toList();
    }

    static List<Value> interfaces(DomainDescription vm) {
        return vm.interfaces().stream().map(VmDetails::nic).toList();
    }

    static List<Value> gpus(DomainDescription vm) {
        return vm.hostDevices().stream()
                .map(
                        device ->
                                switch (device) {
                                    case HostDevice.Pci(var address, _, _) -> address;
                                    case HostDevice.Mediated(var uuid, _) -> uuid;
                                })
                .<Value>map(Value.Text::new)
                .toList();
    }

    private static Value disk(Disk disk) {
        return new Details()
                .text("target", disk.target())
                .text("device", disk.device())
                .text("source", disk.source())
                .text("pool", disk.pool())
                .text("format", disk.format())
                .text("bus", disk.bus())
                .flag("read_only", disk.isReadOnly())
                .asValue();
    }

    private static Value nic(NetworkInterface nic) {
        return new Details()
                .text("mac", nic.macAddress())
                .text("type", nic.type())
                .text("source", nic.network().or(nic::bridge).or(nic::hostDevice))
                .text("target", nic.target())
                .text("model", nic.model())
                .asValue();
    }
}
