package io.hypervigil.host.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.util.List;

/**
 * What waits in the queues of all UDP sockets.
 *
 * <pre>
 * node_udp_queues{queue="rx",ip="v4"} 0
 * node_udp_queues{queue="tx",ip="v4"} 21
 * </pre>
 */
public final class UdpQueues implements HostPart {

    public static final Group GROUP =
            Group.on("udp_queues", "queues of UDP sockets from /proc/net/udp and udp6");

    static final Family BYTES =
            Family.gauge(
                    GROUP,
                    "node_udp_queues",
                    "Bytes in the queues of all UDP sockets, from /proc/net/udp and udp6.",
                    "queue",
                    "ip");

    public static final List<Family> FAMILIES = List.of(BYTES);

    private final FileTree proc;
    private final NetFiles files;

    public UdpQueues(FileTree proc) {
        this.proc = proc;
        this.files = new NetFiles(proc);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        boolean hasV4 = sample("udp", "v4", sink);
        boolean hasV6 = sample("udp6", "v6", sink);
        if (!hasV4 && !hasV6) {
            throw new NotHere("no " + proc.root().resolve(files.path("udp")));
        }
    }

    private boolean sample(String file, String ip, SampleSink sink) throws IOException {
        var found = proc.find(files.path(file), text -> new SocketCounts().addTable(text));
        found.ifPresent(
                sockets -> {
                    sink.add(BYTES, (double) sockets.sendQueueBytes(), "tx", ip);
                    sink.add(BYTES, (double) sockets.receiveQueueBytes(), "rx", ip);
                });
        return found.isPresent();
    }
}
