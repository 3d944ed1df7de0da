package io.hypervigil.host;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.host.part.HostPart;
import java.util.List;

/**
 * A part as the host collector lists it.
 *
 * @param group what switches it
 * @param families all it can give
 * @param lane the probe that runs it
 * @param factory makes it when its group is on
 */
record PartType(Group group, List<Family> families, Lane lane, Factory factory) {

    PartType {
        families = List.copyOf(families);
    }

    /** Makes a part over the files of its lane. */
    @FunctionalInterface
    interface Factory {
        HostPart make(HostFiles files, HostSettings settings, CollectorContext context);
    }
}
