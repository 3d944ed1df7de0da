package io.hypervigil.libvirt.template;

import io.hypervigil.libvirt.description.Instance;
import io.hypervigil.libvirt.xml.XmlTree;

/** Writes what {@link Instance} reads: whose a domain is and what it was made from. */
public final class DomainMetadata {

    private static final String PREFIX = "hv";

    private DomainMetadata() {}

    /** Writes into the description of a domain whose it is, instead of whose it was. */
    public static void setOwner(XmlTree domain, String owner) {
        domain.child("metadata")
                .orElseGet(() -> domain.add("metadata"))
                .childOrNew(Instance.NAMESPACE, PREFIX, "instance")
                .childOrNew(Instance.NAMESPACE, PREFIX, "owner")
                .text(owner);
    }

    static void write(XmlElements xml, DomainPlan plan) {
        xml.within(
                "metadata",
                () ->
                        xml.within(
                                "hv:instance",
                                () -> {
                                    plan.owner().ifPresent(text -> xml.text("hv:owner", text));
                                    plan.template()
                                            .ifPresent(text -> xml.text("hv:template", text));
                                },
                                "xmlns:hv",
                                Instance.NAMESPACE));
    }
}
