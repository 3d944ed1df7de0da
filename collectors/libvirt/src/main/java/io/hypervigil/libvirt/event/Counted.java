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

    /** The values of all labels; by hand, for it is done for each domain in each round. */
    String[] labelsOf(String domain) {
        var values = new String[labels.size() + 1];
        values[0] = domain;
        for (int i = 0; i < labels.size(); i++) {
            values[i + 1] = labels.get(i);
        }
        return values;
    }
}
