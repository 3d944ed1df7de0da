package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import io.hypervigil.libvirt.action.Declared.Reading;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.jna.Affect;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Plugs devices in and out: of what runs, of what the next start takes, or of both. */
final class Devices {

    private Devices() {}

    /** Reads one kind of device, of what runs and of what the next start takes. */
    static Reading reading(Function<DomainDescription, List<Value>> kind) {
        return vm -> {
            var details = new Details();
            if (vm.isActive()) {
                details.value("live", new Value.Items(kind.apply(vm.description())));
            }
            if (vm.control().isPersistent()) {
                details.value("config", new Value.Items(kind.apply(vm.configured())));
            }
            return details.asValue();
        };
    }

    /** Plugs it in where it is not in yet. */
    static Plan attach(
            Vm vm, Optional<Affect> wanted, Predicate<DomainDescription> isIn, XmlTree device)
            throws ActionFailure, VirtException {
        var affect = vm.affect(wanted);
        boolean isLive = affect.isLive() && !isIn.test(vm.description());
        boolean isConfig = affect.isConfig() && !isIn.test(vm.configured());
        if (!isLive && !isConfig) {
            return Plan.nothing();
        }
        var missing = isLive && isConfig ? Affect.LIVE_AND_CONFIG : one(isLive);
        var xml = device.xml();
        return Plan.of(
                Call.of(
                        "virDomainAttachDeviceFlags",
                        control -> control.attach(xml, missing),
                        xml,
                        missing.toString()));
    }

    /**
     * Plugs it out where it is in, each by the words in which it stands there.
     *
     * @param kind the name of its element
     * @param isIt whether an element is it
     */
    static Plan detach(Vm vm, Optional<Affect> wanted, String kind, Predicate<XmlTree> isIt)
            throws ActionFailure, VirtException {
        var affect = vm.affect(wanted);
        var calls = new ArrayList<Call>();
        if (affect.isLive()) {
            find(vm, vm.control().domain().xml(), kind, isIt)
                    .ifPresent(device -> calls.add(detachment(device, Affect.LIVE)));
        }
        if (affect.isConfig()) {
            find(vm, vm.control().inactiveXml(), kind, isIt)
                    .ifPresent(device -> calls.add(detachment(device, Affect.CONFIG)));
        }
        var plan = new Plan(calls, new Details());
        return calls.stream().anyMatch(call -> call.arguments().contains(Affect.LIVE.toString()))
                ? plan.noting("a guest that runs keeps it until it lets go")
                : plan;
    }

    private static Call detachment(XmlTree device, Affect affect) {
        var xml = device.xml();
        return Call.of(
                "virDomainDetachDeviceFlags",
                control -> control.detach(xml, affect),
                xml,
                affect.toString());
    }

    private static Optional<XmlTree> find(Vm vm, String xml, String kind, Predicate<XmlTree> isIt)
            throws ActionFailure {
        try {
            return XmlTree.parse(xml, "domain").child("devices").stream()
                    .flatMap(devices -> devices.children(kind).stream())
                    .filter(isIt)
                    .findFirst();
        } catch (MalformedXmlException e) {
            throw new ActionFailure(
                    Kind.FAILED, vm.name() + ": " + e.getMessage(), "see virsh dumpxml", e);
        }
    }

    private static Affect one(boolean isLive) {
        return isLive ? Affect.LIVE : Affect.CONFIG;
    }
}
