package io.hypervigil.containers.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.containers.net.InterfaceUsage.Traffic;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import io.hypervigil.containers.usage.UsageSink;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Network traffic of those that have a network of their own, as their first process sees it.
 *
 * <pre>
 * container_network_receive_bytes_total{id="/system.slice/docker-3f….scope",name="web",image="nginx",interface="eth0"} 1834
 * container_network_transmit_packets_dropped_total{id="/system.slice/docker-3f….scope",name="web",image="nginx",interface="eth0"} 0
 * </pre>
 */
public final class NetworkMetrics implements UsagePart {

    public static final Group GROUP =
            Group.on("containers.network", "network traffic of containers");

    private static final Direction RECEIVE = new Direction("receive", "received");
    private static final Direction TRANSMIT = new Direction("transmit", "transmitted");

    public static final List<Family> FAMILIES =
            List.of(
                    RECEIVE.bytes,
                    RECEIVE.packets,
                    RECEIVE.errors,
                    RECEIVE.dropped,
                    TRANSMIT.bytes,
                    TRANSMIT.packets,
                    TRANSMIT.errors,
                    TRANSMIT.dropped);

    /** What stood still is looked at again every fourth round, each process's at its own turn. */
    private static final int STILL_EVERY = 4;

    /** After as many PIDs may have been given away again. */
    private static final int FORGOTTEN_EVERY = 16;

    private final FileTree proc;
    private final Namespaces namespaces;
    private final Map<Long, Last> byProcess = new HashMap<>();
    private int round;

    /** What a process saw last, and whether it had seen the same before. */
    private record Last(List<InterfaceUsage> interfaces, boolean isStill) {}

    /** The families of one direction. */
    private static final class Direction {

        private final Family bytes;
        private final Family packets;
        private final Family errors;
        private final Family dropped;

        Direction(String name, String done) {
            bytes = counter(name + "_bytes", "Bytes " + done);
            packets = counter(name + "_packets", "Packets " + done);
            errors = counter(name + "_errors", "Packets not " + done + " for an error");
            dropped = counter(name + "_packets_dropped", "Packets dropped, not " + done);
        }

        void write(Traffic traffic, String device, UsageSink out) {
            out.add(bytes, traffic.bytes(), device);
            out.add(packets, traffic.packets(), device);
            out.add(errors, traffic.errors(), device);
            out.add(dropped, traffic.dropped(), device);
        }
    }

    /**
     * @param proc used by nobody else at the same time
     */
    public NetworkMetrics(FileTree proc) {
        this.proc = proc;
        this.namespaces = new Namespaces(proc);
    }

    @Override
    public void begin(SampleSink sink) {
        namespaces.begin();
        round++;
        if (round % FORGOTTEN_EVERY == 0) {
            byProcess.clear();
        }
        if (!namespaces.areSeen()) {
            sink.missing(
                    "network traffic of containers that no runtime tells of",
                    "/proc/1/ns/net may not be read: it takes root or CAP_SYS_PTRACE, and the"
                            + " host's PID namespace");
        }
    }

    @Override
    public Reading read(Subject subject) {
        var process = subject.firstProcess();
        var interfaces =
                process.isPresent() && namespaces.isOwn(subject, process.getAsLong())
                        ? interfaces(subject, process.getAsLong())
                        : List.<InterfaceUsage>of();
        return out -> interfaces.forEach(device -> write(device, out));
    }

    private List<InterfaceUsage> interfaces(Subject subject, long process) {
        var last = byProcess.get(process);
        if (last != null && last.isStill && (round + process) % STILL_EVERY != 0) {
            return last.interfaces;
        }
        try {
            var fresh = proc.read(process + "/net/dev", InterfaceUsage::parse);
            byProcess.put(process, new Last(fresh, last != null && last.interfaces.equals(fresh)));
            return fresh;
        } catch (IOException | MalformedTextException _) {
            subject.forgetProcesses();
            return List.of();
        }
    }

    private static void write(InterfaceUsage device, UsageSink out) {
        RECEIVE.write(device.received(), device.name(), out);
        TRANSMIT.write(device.transmitted(), device.name(), out);
    }

    private static Family counter(String what, String help) {
        return ContainerFamily.counter(
                GROUP,
                "container_network_" + what + "_total",
                help + ", from the first process's /proc/PID/net/dev.",
                "interface");
    }
}
