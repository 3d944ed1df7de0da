package io.hypervigil.host.kernel;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.OneNumber;
import java.io.IOException;
import java.util.List;

/**
 * The kernel's pool of randomness.
 *
 * <pre>
 * node_entropy_available_bits 256
 * node_entropy_pool_size_bits 256
 * </pre>
 */
public final class Entropy implements HostPart {

    public static final Group GROUP =
            Group.on("entropy", "randomness from /proc/sys/kernel/random");

    static final Family AVAILABLE =
            Family.gauge(
                    GROUP,
                    "node_entropy_available_bits",
                    "Bits of randomness there are, from /proc/sys/kernel/random/entropy_avail.");
    static final Family POOL_SIZE =
            Family.gauge(
                    GROUP,
                    "node_entropy_pool_size_bits",
                    "Bits of randomness the pool holds, from /proc/sys/kernel/random/poolsize.");

    public static final List<Family> FAMILIES = List.of(AVAILABLE, POOL_SIZE);

    private final FileTree proc;

    public Entropy(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        sink.add(AVAILABLE, proc.read("sys/kernel/random/entropy_avail", OneNumber::parse));
        sink.add(POOL_SIZE, proc.read("sys/kernel/random/poolsize", OneNumber::parse));
    }
}
