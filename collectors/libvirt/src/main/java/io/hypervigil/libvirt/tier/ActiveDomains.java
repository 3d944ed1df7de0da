package io.hypervigil.libvirt.tier;

import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.List;
import java.util.Map;

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

    /** Takes a connection only where there is one to be looked at. */
    static ActiveDomains of(Map<String, String> names, VirtSource source, StuckDomains stuck)
            throws VirtException {
        var due = stuck.due(names.keySet());
        if (!due.isEmpty()) {
            boolean _ =
                    source.lend(
                            connection -> {
                                stuck.lookAt(connection, due);
                                return true;
                            });
        }
        return new ActiveDomains(names, names.keySet().stream().filter(stuck::mayBeAsked).toList());
    }
}
