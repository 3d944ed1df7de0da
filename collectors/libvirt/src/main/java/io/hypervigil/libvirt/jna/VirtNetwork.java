package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Optional;

/**
 * A handle of a network. It holds its connection open until it is closed.
 *
 * <p>Thread: one at a time.
 */
public final class VirtNetwork implements AutoCloseable {

    private final Pointer pointer;
    private final Users.Use use;

    /** Takes a reference over. */
    VirtNetwork(Pointer pointer, Users.Use use) {
        this.pointer = pointer;
        this.use = use;
    }

    public String name() {
        return Texts.lent(NetworkFunctions.virNetworkGetName(pointer));
    }

    /** 36 characters, lower case. */
    public String uuid() {
        var text = new byte[VirtDomain.UUID_BYTES];
        NetworkFunctions.virNetworkGetUUIDString(pointer, text);
        return Texts.of(text);
    }

    /** Whether it runs. */
    public boolean isActive() throws VirtException {
        return check("virNetworkIsActive", NetworkFunctions.virNetworkIsActive(pointer)) == 1;
    }

    /** Whether it is still there once it has stopped. */
    public boolean isPersistent() throws VirtException {
        return check("virNetworkIsPersistent", NetworkFunctions.virNetworkIsPersistent(pointer))
                == 1;
    }

    /** Whether it is started with the daemon. */
    public boolean isAutostart() throws VirtException {
        var isAutostart = new int[1];
        check(
                "virNetworkGetAutostart",
                NetworkFunctions.virNetworkGetAutostart(pointer, isAutostart));
        return isAutostart[0] == 1;
    }

    /** The bridge of the host that its guests are on; empty for a network that has none. */
    public Optional<String> bridge() {
        return Optional.ofNullable(NetworkFunctions.virNetworkGetBridgeName(pointer))
                .map(Texts::taken)
                .filter(bridge -> !bridge.isEmpty());
    }

    /** What its DHCP server has given away. */
    public List<DhcpLease> leases() throws VirtException {
        return Handles.of(
                "virNetworkGetDHCPLeases",
                array -> NetworkFunctions.virNetworkGetDHCPLeases(pointer, null, array, 0),
                DhcpLease::taken);
    }

    @Override
    public void close() {
        NetworkFunctions.virNetworkFree(pointer);
        use.close();
    }
}
