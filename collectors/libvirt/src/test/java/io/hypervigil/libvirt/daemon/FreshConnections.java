package io.hypervigil.libvirt.daemon;

import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;

/**
 * Lends a new read-only connection each time.
 *
 * @param uri of a daemon that is there
 */
public record FreshConnections(String uri) implements VirtSource {

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public String absence() {
        return "never";
    }

    @Override
    public VirtConnection take() throws VirtException {
        return VirtConnection.open(uri, true);
    }

    @Override
    public void giveBack(VirtConnection lent) {
        lent.close();
    }
}
