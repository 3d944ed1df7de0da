package io.hypervigil.libvirt;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.List;

/**
 * Samples groups that are read by calls of their own, one after the other, each on a connection
 * that nobody else uses. What goes wrong with one costs that one.
 */
final class ReadingProbe extends SlowProbe {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final VirtSource source;
    private final ConnectionSink out;
    private final List<Reading> readings;

    /** How a group is read. */
    record Reading(Group group, Reader reader) {}

    /** Reads a group. */
    @FunctionalInterface
    interface Reader {

        /**
         * @throws VirtException where there is nothing to write at all
         */
        void read(VirtConnection connection, SampleSink out) throws VirtException;
    }

    /**
     * @param readings in the order in which they are read
     */
    ReadingProbe(
            String name,
            Duration interval,
            VirtSource source,
            ConnectionSink out,
            List<Reading> readings) {
        super(name, interval, DEADLINE);
        this.source = source;
        this.out = out;
        this.readings = List.copyOf(readings);
    }

    @Override
    public Outcome sample(SampleSink sink) {
        if (!source.isThere()) {
            return new Outcome.Unavailable(source.absence());
        }
        out.to(sink);
        for (Reading reading : readings) {
            try {
                read(reading.reader());
            } catch (VirtException e) {
                if (!source.isThere()) {
                    return new Outcome.Failed(e);
                }
                tell(reading.group(), e);
            }
        }
        return Outcome.SAMPLED;
    }

    private void read(Reader reader) throws VirtException {
        boolean _ =
                source.lend(
                        connection -> {
                            reader.read(connection, out);
                            return true;
                        });
    }

    private void tell(Group group, VirtException e) {
        if (e.code() == VirtErrorCode.VIR_ERR_NO_SUPPORT) {
            out.missing(group.name(), String.valueOf(e.getMessage()));
        } else {
            out.problem(group, e);
        }
    }
}
