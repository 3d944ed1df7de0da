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
 * What this machine does as an NFS server.
 *
 * <pre>
 * node_nfsd_requests_total{proto="4",method="Read"} 1272
 * node_nfsd_disk_bytes_read_total 1.572864e+08
 * node_nfsd_server_threads 8
 * </pre>
 */
public final class Nfsd implements HostPart {

    public static final Group GROUP = Group.on("nfsd", "the NFS server from /proc/net/rpc/nfsd");

    static final Family REPLY_CACHE_HITS =
            counter("reply_cache_hits_total", "Answers sent again since a client lost them");
    static final Family REPLY_CACHE_MISSES =
            counter("reply_cache_misses_total", "Requests whose answer was put into the cache");
    static final Family REPLY_CACHE_NOCACHE =
            counter("reply_cache_nocache_total", "Requests whose answer need not be kept");
    static final Family STALE_HANDLES =
            counter("file_handles_stale_total", "File handles that were no longer valid");
    static final Family BYTES_READ = counter("disk_bytes_read_total", "Bytes read");
    static final Family BYTES_WRITTEN = counter("disk_bytes_written_total", "Bytes written");
    static final Family THREADS =
            Family.gauge(
                    GROUP,
                    "node_nfsd_server_threads",
                    "Threads of the server, from /proc/net/rpc/nfsd.");
    static final Family READ_AHEAD_SIZE =
            Family.gauge(
                    GROUP,
                    "node_nfsd_read_ahead_cache_size_blocks",
                    "Blocks the read-ahead cache holds, from /proc/net/rpc/nfsd.");
    static final Family READ_AHEAD_NOT_FOUND =
            counter("read_ahead_cache_not_found_total", "Blocks that were not in that cache");
    static final Family PACKETS = counter("packets_total", "Packets sent and received", "proto");
    static final Family CONNECTIONS = counter("connections_total", "TCP connections taken");
    static final Family RPC_ERRORS = counter("rpc_errors_total", "Remote calls refused", "error");
    static final Family RPCS = counter("server_rpcs_total", "Remote calls taken");
    static final Family REQUESTS =
            counter("requests_total", "Procedures called", "proto", "method");

    public static final List<Family> FAMILIES =
            List.of(
                    REPLY_CACHE_HITS,
                    REPLY_CACHE_MISSES,
                    REPLY_CACHE_NOCACHE,
                    STALE_HANDLES,
                    BYTES_READ,
                    BYTES_WRITTEN,
                    THREADS,
                    READ_AHEAD_SIZE,
                    READ_AHEAD_NOT_FOUND,
                    PACKETS,
                    CONNECTIONS,
                    RPC_ERRORS,
                    RPCS,
                    REQUESTS);

    private final FileTree proc;
    private final String file;

    public Nfsd(FileTree proc) {
        this.proc = proc;
        this.file = new NetFiles(proc).path("rpc/nfsd");
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var out = new LineWriter(proc.read(file, RpcLine::parse), sink);
        out.write("rc", 0, REPLY_CACHE_HITS);
        out.write("rc", 1, REPLY_CACHE_MISSES);
        out.write("rc", 2, REPLY_CACHE_NOCACHE);
        out.write("fh", 0, STALE_HANDLES);
        out.write("io", 0, BYTES_READ);
        out.write("io", 1, BYTES_WRITTEN);
        out.write("th", 0, THREADS);
        out.write("ra", 0, READ_AHEAD_SIZE);
        out.write("ra", 11, READ_AHEAD_NOT_FOUND);
        out.write("net", 1, PACKETS, "udp");
        out.write("net", 2, PACKETS, "tcp");
        out.write("net", 3, CONNECTIONS);
        out.write("rpc", 2, RPC_ERRORS, "fmt");
        out.write("rpc", 3, RPC_ERRORS, "auth");
        out.write("rpc", 4, RPC_ERRORS, "cInt");
        out.write("rpc", 0, RPCS);
        Procedures.OF_SERVER.forEach(procedures -> out.write(procedures, REQUESTS));
        out.write("wdeleg_getattr", 0, REQUESTS, "4", "WdelegGetattr");
    }

    private static Family counter(String name, String what, String... labels) {
        return Family.counter(
                GROUP, "node_nfsd_" + name, what + ", from /proc/net/rpc/nfsd.", labels);
    }
}
