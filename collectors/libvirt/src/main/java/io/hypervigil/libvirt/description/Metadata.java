package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What those who made a domain wrote beside it.
 *
 * @param labels what the allow list found: the label's name and its value
 */
public record Metadata(
        Optional<OpenStack> openStack,
        Optional<KubeVirt> kubeVirt,
        Optional<Instance> instance,
        SortedMap<String, String> labels) {

    /** None. */
    public static final Metadata NONE =
            new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>());

    public Metadata {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    static Metadata of(String domainName, Element metadata, MetadataLabels wanted) {
        return new Metadata(
                OpenStack.find(metadata),
                KubeVirt.find(domainName, metadata),
                Instance.find(metadata),
                new TreeMap<>(Map.copyOf(wanted.find(metadata))));
    }
}
