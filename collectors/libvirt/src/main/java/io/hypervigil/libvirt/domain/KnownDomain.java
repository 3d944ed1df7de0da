package io.hypervigil.libvirt.domain;

import io.hypervigil.libvirt.description.DomainDescription;
import java.util.OptionalInt;

/**
 * A domain as it is known between two looks at libvirt.
 *
 * @param name as the connection lists it
 * @param uuid lower case
 * @param id the connection's number while it runs
 * @param description of what runs now, or else of what would be started
 */
public record KnownDomain(String name, String uuid, OptionalInt id, DomainDescription description) {

    /** Whether it runs, is paused or shuts down: whether there is anything of it but a text. */
    public boolean isActive() {
        return id.isPresent();
    }
}
