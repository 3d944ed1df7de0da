package io.hypervigil.libvirt.jna;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Handles of running domains that a connection keeps from call to call: a listing makes a new one
 * of each. A handle names a domain by its UUID and stays good when the domain is started anew.
 *
 * <p>Thread: one at a time.
 */
final class KeptDomains implements AutoCloseable {

    private final Map<String, VirtDomain> byUuid = new HashMap<>();

    /** Lists those that run, with handles that do not hold the connection open. */
    @FunctionalInterface
    interface Listing {
        List<VirtDomain> domains() throws VirtException;
    }

    /** The handles of those of the domains that there are. */
    synchronized List<VirtDomain> of(List<String> uuids, Listing listing) throws VirtException {
        if (!byUuid.keySet().containsAll(uuids)) {
            update(listing.domains());
        }
        var found = new ArrayList<VirtDomain>(uuids.size());
        for (String uuid : uuids) {
            var domain = byUuid.get(uuid);
            if (domain != null) {
                found.add(domain);
            }
        }
        return found;
    }

    private void update(List<VirtDomain> listed) {
        Set<String> running = new HashSet<>();
        for (VirtDomain domain : listed) {
            running.add(domain.uuid());
            var before = byUuid.put(domain.uuid(), domain);
            if (before != null) {
                before.close();
            }
        }
        byUuid.values()
                .removeIf(
                        domain -> {
                            boolean isGone = !running.contains(domain.uuid());
                            if (isGone) {
                                domain.close();
                            }
                            return isGone;
                        });
    }

    @Override
    public synchronized void close() {
        byUuid.values().forEach(VirtDomain::close);
        byUuid.clear();
    }
}
