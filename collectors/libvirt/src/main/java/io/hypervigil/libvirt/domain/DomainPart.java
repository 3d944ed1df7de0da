package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import java.util.List;

/**
 * A group of families that are written of one domain after the other, from what is known of each.
 *
 * @param families all that the writer may give, as declared: with open ends
 */
public record DomainPart(Group group, List<Family> families, Writer writer) {

    public DomainPart {
        families = List.copyOf(families);
    }

    /** Writes the samples of one domain. */
    @FunctionalInterface
    public interface Writer {

        /**
         * @param sink a {@link ConnectionSink}
         */
        void write(KnownDomain domain, SampleSink sink);
    }
}
