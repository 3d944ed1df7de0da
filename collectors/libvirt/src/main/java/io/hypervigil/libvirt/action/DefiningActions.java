package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Holding;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeping a description that an administrator wrote. */
final class DefiningActions {

    private static final int MOST_CHARACTERS = 1 << 20;

    private static final Parameter XML =
            Parameter.required(
                    "xml",
                    new Parameter.Type.Text(MOST_CHARACTERS),
                    "The description, as libvirt's documentation has it");

    private final Declared declared;

    DefiningActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.rules("vm.define", "Keep a description of a VM, new or changed"),
                        DefiningActions::define,
                        List.of(XML, Target.CONNECTION)));
    }

    private static ActionResult define(Sessions sessions, ActionCall call) throws ActionFailure {
        var xml = call.text(XML.name()).orElse("");
        var wanted = described(xml);
        var connection = Target.connection(sessions.control().connections(), call);
        return sessions.on(
                "vm.define",
                connection,
                sessions.patience(),
                (libvirt, leash) -> {
                    var name = wanted.name();
                    var before = description(libvirt, name);
                    var details = new Details().text("vm", name).text("connection", connection);
                    var provisions = sessions.control().provisions();
                    BaseImages.refuseWritable(provisions.images(), wanted.disks());
                    var holding = holding(libvirt, wanted, before, provisions);
                    if (call.isDryRun()) {
                        provisions.quotas().check(holding);
                    } else {
                        // Given back after: by then libvirt itself says what the VM has.
                        try (var _ = provisions.quotas().reserve(holding)) {
                            leash.check();
                            libvirt.define(xml, true).close();
                        }
                        if (description(libvirt, name).equals(before)) {
                            return ActionResult.unchanged(details.fields());
                        }
                    }
                    return ActionResult.changed(
                            details.text("done", before.isPresent() ? "changed" : "defined")
                                    .texts(
                                            "calls",
                                            List.of(
                                                    "virDomainDefineXMLFlags("
                                                            + name
                                                            + ", VALIDATE)"))
                                    .fields());
                });
    }

    /**
     * What it will have, instead of what it has where it is there; while it runs, what it has now
     * if that is more. One that is new counts under a UUID that nobody has: its own may be left for
     * libvirt to choose.
     */
    private static Holding holding(
            VirtConnection libvirt,
            DomainDescription wanted,
            Optional<String> before,
            Provisions provisions)
            throws ActionFailure, VirtException {
        var accounting = provisions.accounting();
        var amounts = accounting.amounts(wanted, libvirt, Optional.empty());
        if (before.isEmpty()) {
            return new Holding(UUID.randomUUID().toString(), VmDetails.owner(wanted), amounts);
        }
        try (var domain = libvirt.domainNamed(wanted.name())) {
            return new Holding(
                    domain.uuid(),
                    VmDetails.owner(wanted),
                    HeldParts.of(accounting, libvirt, domain).redefined(amounts));
        }
    }

    /** The description that is kept under a name. */
    static Optional<String> description(VirtConnection libvirt, String name) throws VirtException {
        try (var control = libvirt.control(libvirt.domainNamed(name))) {
            return Optional.of(control.secretInactiveXml());
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static DomainDescription described(String xml) throws ActionFailure {
        try {
            return DomainDescription.parse(xml, MetadataLabels.NONE);
        } catch (MalformedXmlException e) {
            throw new ActionFailure(
                    Kind.INVALID, "xml: " + e.getMessage(), "vm.xml shows what one looks like", e);
        }
    }
}
