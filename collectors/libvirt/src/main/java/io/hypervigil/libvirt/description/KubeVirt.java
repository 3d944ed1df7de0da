package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Optional;

/**
 * The virtual machine instance of KubeVirt that a domain runs.
 *
 * @param uid of the instance, where its launcher wrote it
 */
public record KubeVirt(String namespace, String name, Optional<String> uid) {

    private static final String NAMESPACE = "http://kubevirt.io";

    /** A launcher names its domain NAMESPACE_NAME; neither part may hold a '_'. */
    static Optional<KubeVirt> find(String domainName, Element metadata) {
        int end = domainName.indexOf('_');
        return metadata.children(NAMESPACE, "kubevirt")
                .filter(_ -> end > 0)
                .findFirst()
                .map(
                        own ->
                                new KubeVirt(
                                        domainName.substring(0, end),
                                        domainName.substring(end + 1),
                                        own.at("uid").content()));
    }
}
