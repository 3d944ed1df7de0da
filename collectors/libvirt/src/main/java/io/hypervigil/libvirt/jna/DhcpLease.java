package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address that a network of libvirt's has given away (virNetworkDHCPLease).
 *
 * @param mac lower case, with colons
 * @param address IPv4 or IPv6
 * @param prefix bits of the network part
 * @param hostname as the guest calls itself, where it does
 * @param expiry empty for a lease without an end
 */
public record DhcpLease(
        String mac,
        String address,
        int prefix,
        Optional<String> hostname,
        Optional<Instant> expiry) {

    /** virNetworkDHCPLease: iface at 0, type at 16, iaid at 32, clientid at 64. */
    static final int EXPIRY = 8;

    static final int MAC = 24;
    static final int ADDRESS = 40;
    static final int PREFIX = 48;
    static final int HOSTNAME = 56;

    /** Copies a lease and frees it. */
    static DhcpLease taken(Pointer lease) {
        try {
            long expiry = lease.getLong(EXPIRY);
            return new DhcpLease(
                    text(lease.getPointer(MAC)).orElse(""),
                    text(lease.getPointer(ADDRESS)).orElse(""),
                    lease.getInt(PREFIX),
                    text(lease.getPointer(HOSTNAME)),
                    expiry > 0 ? Optional.of(Instant.ofEpochSecond(expiry)) : Optional.empty());
        } finally {
            NetworkFunctions.virNetworkDHCPLeaseFree(lease);
        }
    }

    private static Optional<String> text(@Nullable Pointer text) {
        return Optional.ofNullable(text).map(given -> given.getString(0, "UTF-8"));
    }
}
