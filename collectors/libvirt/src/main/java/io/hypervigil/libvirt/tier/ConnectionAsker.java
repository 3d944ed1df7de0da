package io.hypervigil.libvirt.tier;

import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.List;
import java.util.Set;

/** Asks by a connection of its own. */
final class ConnectionAsker implements Asker {

    private final VirtSource source;
    private final VirtConnection connection;
    private final Set<StatsGroup> groups;
    private final SingleStats singles;
    private boolean isSound = true;

    ConnectionAsker(VirtSource source, Set<StatsGroup> groups, SingleStats singles)
            throws VirtException {
        this.source = source;
        this.groups = groups;
        this.singles = singles;
        this.connection = source.take();
    }

    @Override
    public List<StatsRecord> ask(List<String> uuids) throws VirtException {
        try {
            return singles.completed(connection, connection.stats(uuids, groups), groups);
        } catch (VirtException e) {
            isSound = false;
            throw e;
        }
    }

    @Override
    public void close() {
        if (isSound) {
            source.giveBack(connection);
        } else {
            connection.close();
        }
    }
}
