package io.hypervigil.libvirt.tier;

import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.List;

/**
 * Asks domains for the statistics of one tier. A call may never come back.
 *
 * <p>Thread: one.
 */
interface Asker extends AutoCloseable {

    /** The statistics of some domains, in one call; of one that is gone there are none. */
    List<StatsRecord> ask(List<String> uuids) throws VirtException;

    @Override
    void close();

    /** Makes one for a thread that is going to ask. May never come back either. */
    @FunctionalInterface
    interface Maker {
        Asker make() throws VirtException;
    }
}
