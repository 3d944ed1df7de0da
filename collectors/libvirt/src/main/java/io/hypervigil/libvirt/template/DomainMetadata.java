package io.hypervigil.libvirt.template;

import io.hypervigil.libvirt.description.Instance;

/** Writes what {@link Instance} reads: whose a domain is and what it was made from. */
final class DomainMetadata {

    private DomainMetadata() {}

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
