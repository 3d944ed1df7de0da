package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlText;
import java.util.List;
import java.util.Optional;

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
        var name = name(xml);
        var connection = Target.connection(sessions.control().connections(), call);
        return sessions.on(
                "vm.define",
                connection,
                sessions.patience(),
                (libvirt, leash) -> {
                    var before = description(libvirt, name);
                    var details = new Details().text("vm", name).text("connection", connection);
                    if (!call.isDryRun()) {
                        leash.check();
                        libvirt.define(xml, true).close();
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

    private static String name(String xml) throws ActionFailure {
        try {
            return XmlText.read(xml, "domain")
                    .child("name")
                    .map(element -> element.text())
                    .filter(text -> !text.isEmpty())
                    .orElseThrow(() -> new MalformedXmlException("a domain without a name"));
        } catch (MalformedXmlException e) {
            throw new ActionFailure(
                    Kind.INVALID, "xml: " + e.getMessage(), "vm.xml shows what one looks like", e);
        }
    }
}
