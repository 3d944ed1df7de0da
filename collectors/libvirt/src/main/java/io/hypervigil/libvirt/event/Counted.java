package io.hypervigil.libvirt.event;

import io.hypervigil.collect.Family;
import java.util.List;

/**
 * What an event adds one to.
 *
 * @param labels the values behind the domain's
 */
record Counted(Family family, List<String> labels) {

    static Counted of(Family family, String... labels) {
        return new Counted(family, List.of(labels));
    }
}
