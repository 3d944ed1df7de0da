package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * What has been promised to the domains that run; {@code libvirt_node_cpus} and {@code
 * libvirt_node_memory_bytes} say what the host has.
 *
 * <pre>
 * libvirt_host_promised_vcpus 96
 * libvirt_host_promised_memory_bytes 4.12316860416e+11
 * </pre>
 */
public final class Overcommit {

    public static final Group GROUP =
            Group.on("libvirt.overcommit", "vCPUs and memory promised to running domains");

    private static final Family VCPUS =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_host_promised_vcpus",
                    "vCPUs of the domains that run, from their XML.");
    private static final Family VCPUS_MAXIMUM =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_host_promised_vcpus_maximum",
                    "vCPUs that the domains that run can be given while they do, from their XML.");
    private static final Family PROMISED =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_host_promised_memory_bytes",
                    "Memory that the domains that run have without balloons, from their XML.");
    private static final Family CURRENT =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_host_promised_memory_current_bytes",
                    "Memory that balloons leave to the domains that run, from their XML.");

    public static final List<Family> FAMILIES = List.of(VCPUS, VCPUS_MAXIMUM, PROMISED, CURRENT);

    private Overcommit() {}

    /** What has been promised. */
    public record Promise(
            long vcpus, long maximumVcpus, long memoryBytes, long currentMemoryBytes) {

        /** To those of these domains that run. */
        public static Promise to(Collection<KnownDomain> domains) {
            long vcpus = 0;
            long maximumVcpus = 0;
            long bytes = 0;
            long currentBytes = 0;
            for (KnownDomain domain : domains) {
                if (domain.isActive()) {
                    var memory = domain.description().memory();
                    vcpus += domain.description().vcpus().current();
                    maximumVcpus += domain.description().vcpus().maximum();
                    bytes = added(bytes, memory.bytes());
                    currentBytes = added(currentBytes, memory.currentBytes());
                }
            }
            return new Promise(vcpus, maximumVcpus, bytes, currentBytes);
        }

        /** The test driver can promise more than there are numbers. */
        private static long added(long sum, OptionalLong more) {
            return sum + Math.min(more.orElse(0), Long.MAX_VALUE - sum);
        }
    }

    /** Writes the group. */
    public static void write(Promise promise, SampleSink sink) {
        sink.add(VCPUS, (double) promise.vcpus());
        sink.add(VCPUS_MAXIMUM, (double) promise.maximumVcpus());
        sink.add(PROMISED, (double) promise.memoryBytes());
        sink.add(CURRENT, (double) promise.currentMemoryBytes());
    }
}
