package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Optional;

/**
 * What this program writes of a domain that it made.
 *
 * <pre>{@code
 * <hypervigil:instance xmlns:hypervigil="https://hypervigil.io/domain/1">
 *   <hypervigil:owner>research</hypervigil:owner>
 *   <hypervigil:template>debian-12-gpu</hypervigil:template>
 * </hypervigil:instance>
 * }</pre>
 *
 * @param owner whose quota it is counted on
 * @param template what it was made by
 */
public record Instance(Optional<String> owner, Optional<String> template) {

    /** Of the elements that this program writes. */
    public static final String NAMESPACE = "https://hypervigil.io/domain/1";

    static Optional<Instance> find(Element metadata) {
        return metadata.children(NAMESPACE, "instance")
                .findFirst()
                .map(own -> new Instance(own.at("owner").content(), own.at("template").content()));
    }
}
