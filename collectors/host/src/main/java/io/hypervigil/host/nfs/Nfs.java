package io.hypervigil.host.nfs;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.net.NetFiles;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.List;

/**
 * What this machine asks of NFS servers.
 *
 * <pre>
 * node_nfs_requests_total{proto="4",method="Read"} 51
 * node_nfs_rpc_retransmissions_total 374636
 * </pre>
 */
public final class Nfs implements HostPart {

    public static final Group GROUP = Group.on("nfs", "the NFS client from /proc/net/rpc/nfs");

    static final Family PACKETS =
            Family.counter(
                    GROUP,
                    "node_nfs_packets_total",
                    "Packets sent and received, from /proc/net/rpc/nfs.",
                    "protocol");
    static final Family CONNECTIONS = counter("connections_total", "TCP connections made");
    static final Family RPCS = counter("rpcs_total", "Remote calls made");
    static final Family RETRANSMISSIONS =
            counter("rpc_retransmissions_total", "Remote calls sent again");
    static final Family AUTHENTICATION_REFRESHES =
            counter("rpc_authentication_refreshes_total", "Times credentials were renewed");
    static final Family REQUESTS =
            Family.counter(
                    GROUP,
                    "node_nfs_requests_total",
                    "Procedures called, from /proc/net/rpc/nfs.",
                    "proto",
                    "method");

    public static final List<Family> FAMILIES =
            List.of(
                    PACKETS,
                    CONNECTIONS,
                    RPCS,
                    RETRANSMISSIONS,
                    AUTHENTICATION_REFRESHES,
                    REQUESTS);

    private final FileTree proc;
    private final String file;

    public Nfs(FileTree proc) {
        this.proc = proc;
        this.file = new NetFiles(proc).path("rpc/nfs");
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var lines = proc.read(file, RpcLine::parse);
        var out = new LineWriter(lines, sink);
        out.write("net", 1, PACKETS, "udp");
        out.write("net", 2, PACKETS, "tcp");
        out.write("net", 3, CONNECTIONS);
        out.write("rpc", 0, RPCS);
        out.write("rpc", 1, RETRANSMISSIONS);
        out.write("rpc", 2, AUTHENTICATION_REFRESHES);
        Procedures.OF_CLIENT.forEach(procedures -> out.write(procedures, REQUESTS));
    }

    private static Family counter(String name, String what) {
        return Family.counter(GROUP, "node_nfs_" + name, what + ", from /proc/net/rpc/nfs.");
    }
}
