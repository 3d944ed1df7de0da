package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import java.util.HashMap;
import java.util.Map;

/**
 * The UUIDs of the running domains of one connection. libvirt spells a UUID for its log, byte by
 * byte, each time that it is asked for one, whether it logs or not. A daemon gives an id to one
 * start of one domain, so that a name with the same id is the same domain as before.
 *
 * <p>Thread: any.
 */
final class KnownUuids {

    /** Domains come and go: past as many it begins anew. */
    private static final int MOST = 4_096;

    private final Map<String, Known> byName = new HashMap<>();

    private record Known(int id, String uuid) {}

    /**
     * The UUID of a domain, 36 characters.
     *
     * @param id less than 0 for one that does not run, which is asked for its UUID each time
     */
    synchronized String of(Pointer domain, String name, int id) {
        if (id < 0) {
            return VirtDomain.uuid(domain);
        }
        var known = byName.get(name);
        if (known == null || known.id() != id) {
            known = new Known(id, VirtDomain.uuid(domain));
            if (byName.size() >= MOST) {
                byName.clear();
            }
            byName.put(name, known);
        }
        return known.uuid();
    }
}
