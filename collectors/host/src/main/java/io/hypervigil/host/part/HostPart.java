package io.hypervigil.host.part;

import io.hypervigil.collect.SampleSink;
import java.io.IOException;

/**
 * One group of the host: what one of node_exporter's collectors gives.
 *
 * <p>Thread: that of its lane.
 */
@FunctionalInterface
public interface HostPart extends AutoCloseable {

    /**
     * Reads its files once and writes its samples.
     *
     * @throws NotHere where this machine has no such thing
     * @throws IOException where it has, and it cannot be read
     */
    void sample(SampleSink sink) throws IOException;

    @Override
    default void close() {}
}
