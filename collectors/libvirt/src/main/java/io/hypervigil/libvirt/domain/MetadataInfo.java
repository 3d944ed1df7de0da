package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.description.Instance;
import io.hypervigil.libvirt.description.KubeVirt;
import io.hypervigil.libvirt.description.MetadataLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose a domain is, by those who made it: KubeVirt, this program, and what an allow list names.
 *
 * <pre>
 * libvirt_domain_kubevirt_info{domain="shop_web-0",namespace="shop",name="web-0",uid="3cbb32a1-…"} 1
 * libvirt_domain_instance_info{domain="train",owner="research",template="debian-12-gpu"} 1
 * libvirt_domain_metadata_info{domain="web",team="blue",rack=""} 1
 * </pre>
 */
public final class MetadataInfo {

    public static final Group GROUP =
            Group.on(
                    "libvirt.metadata",
                    "whose domains are, from the metadata of KubeVirt, of Hypervigil, and as allowed");

    private static final Family KUBEVIRT =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_kubevirt_info",
                    "The virtual machine instance of KubeVirt that the domain is, from its name and"
                            + " metadata; the value is 1.",
                    "domain",
                    "namespace",
                    "name",
                    "uid");
    private static final Family INSTANCE =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_instance_info",
                    "Whose the domain is and what it was made by, from Hypervigil's metadata; the"
                            + " value is 1.",
                    "domain",
                    "owner",
                    "template");
    private static final Family METADATA =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_metadata_info",
                    "What the allow list of the settings names in the domain's metadata; the value"
                            + " is 1.",
                    "domain");

    /** All that any allow list can lead to. */
    public static final List<Family> FAMILIES = List.of(KUBEVIRT, INSTANCE, METADATA);

    private final List<String> names;
    private final Family metadata;

    private MetadataInfo(MetadataLabels labels) {
        this.names = labels.names();
        this.metadata =
                METADATA.withLabels(
                        Stream.concat(names.stream(), Stream.of(VirtFamily.OPEN)).toList());
    }

    /** Writes the group, with the labels of an allow list. */
    public static DomainPart part(MetadataLabels labels) {
        return new DomainPart(GROUP, FAMILIES, new MetadataInfo(labels)::write);
    }

    private void write(KnownDomain domain, SampleSink sink) {
        var known = domain.description().metadata();
        known.kubeVirt().ifPresent(kubeVirt -> write(domain, kubeVirt, sink));
        known.instance().ifPresent(instance -> write(domain, instance, sink));
        if (!known.labels().isEmpty()) {
            var values = new ArrayList<String>();
            values.add(domain.name());
            names.forEach(name -> values.add(known.labels().getOrDefault(name, "")));
            sink.add(metadata, 1, values.toArray(String[]::new));
        }
    }

    private static void write(KnownDomain domain, KubeVirt kubeVirt, SampleSink sink) {
        sink.add(
                KUBEVIRT,
                1,
                domain.name(),
                kubeVirt.namespace(),
                kubeVirt.name(),
                kubeVirt.uid().orElse(""));
    }

    private static void write(KnownDomain domain, Instance instance, SampleSink sink) {
        sink.add(
                INSTANCE,
                1,
                domain.name(),
                instance.owner().orElse(""),
                instance.template().orElse(""));
    }
}
