package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.HostDevice;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.template.DomainMetadata;
import io.hypervigil.libvirt.template.PassedGpu;
import io.hypervigil.libvirt.template.Template;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlTree;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Making VMs: by a template, or by a description that an administrator wrote. */
final class CreatingActions {

    private final Declared declared;

    CreatingActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.rules("vm.create", "Make a VM and start it").longly(),
                        CreatingActions::create,
                        CreatingParameters.all()));
    }

    private static ActionResult create(Sessions sessions, ActionCall call) throws ActionFailure {
        var provisions = sessions.control().provisions();
        var connection = Target.connection(sessions.control().connections(), call);
        var xml = call.text(CreatingParameters.XML.name());
        var template = call.text(CreatingParameters.TEMPLATE.name());
        if (xml.isPresent() == template.isPresent()) {
            throw Refusal.of(
                    Kind.INVALID,
                    "a template or a description expected, one of them",
                    "there are the templates " + known(provisions));
        }
        var machine =
                sessions.on(
                        "vm.create",
                        connection,
                        sessions.patience(),
                        (libvirt, _) ->
                                xml.isPresent()
                                        ? described(provisions, call, xml.get(), libvirt)
                                        : MachinePlanning.of(
                                                sessions.control(),
                                                call,
                                                template(provisions, template.orElse("")),
                                                UUID.randomUUID(),
                                                libvirt));
        var making = new MachineMaking(sessions, provisions, call, connection, machine);
        var there = there(sessions, connection, machine);
        var details =
                new Details()
                        .text("vm", machine.name())
                        .text("connection", connection)
                        .text("owner", machine.owner());
        if (there.isPresent()) {
            return same(there.get(), call, machine, details);
        }
        refuseClaimed(sessions, connection, machine);
        making.check();
        details.text("uuid", machine.uuid().toString());
        if (!call.isDryRun()) {
            details.text("new", making.make());
        }
        return ActionResult.changed(details.texts("calls", making.steps()).fields());
    }

    /** One that was made by the same template for the same owner is what was asked for. */
    private static ActionResult same(
            DomainDescription there, ActionCall call, Machine machine, Details details)
            throws ActionFailure {
        var instance = there.metadata().instance();
        boolean isSame =
                instance.isPresent()
                        && instance.get().owner().equals(machine.owner())
                        && instance.get().template().isPresent()
                        && instance.get()
                                .template()
                                .equals(call.text(CreatingParameters.TEMPLATE.name()));
        if (isSame) {
            return ActionResult.unchanged(
                    details.text("uuid", there.uuid())
                            .text("note", "it was made by this template before")
                            .fields());
        }
        throw Refusal.of(
                Kind.CONFLICT, "there is a VM called " + machine.name(), "take another name");
    }

    private static Optional<DomainDescription> there(
            Sessions sessions, String connection, Machine machine) throws ActionFailure {
        return sessions.on(
                "vm.create",
                connection,
                sessions.patience(),
                (libvirt, leash) -> {
                    refuseUsed(libvirt, new Target(connection, machine.uuid().toString()), leash);
                    var xml = DefiningActions.description(libvirt, machine.name());
                    return xml.isEmpty()
                            ? Optional.empty()
                            : Optional.of(VmDetails.parsed(machine.name(), xml.get()));
                });
    }

    /** A UUID that a description brought may be another's. */
    private static void refuseUsed(VirtConnection libvirt, Target target, Leash leash)
            throws ActionFailure, VirtException {
        try (var other = target.find(libvirt, leash)) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    "the VM " + other.name() + " has the UUID " + other.uuid(),
                    "leave the UUID out of the description");
        } catch (VirtException e) {
            if (e.code() != VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                throw e;
            }
        }
    }

    private static void refuseClaimed(Sessions sessions, String connection, Machine machine)
            throws ActionFailure {
        boolean _ =
                sessions.on(
                        "vm.create",
                        connection,
                        sessions.patience(),
                        (libvirt, _) -> {
                            for (PassedGpu gpu : machine.gpus()) {
                                GpuHolders.refuse(
                                        libvirt,
                                        machine.uuid().toString(),
                                        gpu,
                                        sessions.control().facts());
                            }
                            return true;
                        });
    }

    private static Template template(Provisions provisions, String name) throws ActionFailure {
        var template = provisions.templates().get(name);
        if (template == null) {
            throw Refusal.of(
                    Kind.NOT_FOUND,
                    "no template is called '" + name + "'",
                    "there are: " + known(provisions));
        }
        return template;
    }

    private static String known(Provisions provisions) {
        return String.join(", ", provisions.templates().keySet().stream().sorted().toList());
    }

    /** What it is by its own words; a name and a UUID are put in. */
    private static Machine described(
            Provisions provisions, ActionCall call, String xml, VirtConnection libvirt)
            throws ActionFailure {
        var name = NewName.of(call);
        var uuid = UUID.randomUUID();
        try {
            var domain = XmlTree.parse(xml, "domain").setText("name", name);
            var given = domain.child("uuid").map(XmlTree::text);
            if (given.isPresent()) {
                uuid = UUID.fromString(given.get().strip());
            }
            domain.setText("uuid", uuid.toString());
            var owner = owner(call, VmDetails.parsed(name, domain.xml()));
            DomainMetadata.setOwner(domain, owner);
            var description = VmDetails.parsed(name, domain.xml());
            BaseImages.refuseWritable(provisions.images(), description.disks());
            return new Machine(
                    name,
                    uuid,
                    Optional.of(owner),
                    provisions.accounting().amounts(description, libvirt, Optional.empty()),
                    Optional.empty(),
                    List.of(),
                    description.hostDevices().stream().map(CreatingActions::gpu).toList(),
                    domain.xml());
        } catch (MalformedXmlException | IllegalArgumentException e) {
            throw new ActionFailure(
                    Kind.INVALID, "xml: " + e.getMessage(), "vm.xml shows what one looks like", e);
        }
    }

    /** As it was asked for, as the description has it, or who asks. */
    private static String owner(ActionCall call, DomainDescription description) {
        return call.text(CreatingParameters.OWNER.name())
                .or(() -> VmDetails.owner(description))
                .orElseGet(call::caller);
    }

    private static PassedGpu gpu(HostDevice device) {
        return switch (device) {
            case HostDevice.Pci(var address, _, _) -> PassedGpu.Pci.at(address);
            case HostDevice.Mediated(var uuid, _) -> new PassedGpu.Mediated(UUID.fromString(uuid));
        };
    }
}
