package io.hypervigil.libvirt.tier;

import io.hypervigil.libvirt.jna.DomainFilter;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The running domains of a connection, looked at before they are asked: which of them answer.
 *
 * @param names of all that run, by UUID
 * @param answering UUIDs of those that may be asked
 */
record ActiveDomains(Map<String, String> names, List<String> answering) {

    ActiveDomains {
        names = Map.copyOf(names);
        answering = List.copyOf(answering);
    }

    static ActiveDomains of(VirtConnection connection, StuckDomains stuck) throws VirtException {
        var running = connection.domains(Set.of(DomainFilter.ACTIVE));
        try {
            var names = new HashMap<String, String>();
            var answering = new ArrayList<String>();
            for (VirtDomain domain : running) {
                names.put(domain.uuid(), domain.name());
                if (stuck.mayBeAsked(domain)) {
                    answering.add(domain.uuid());
                }
            }
            return new ActiveDomains(names, answering);
        } finally {
            running.forEach(VirtDomain::close);
        }
    }
}
