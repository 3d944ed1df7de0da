package io.hypervigil.host.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.ThisMachine;
import java.io.IOException;
import java.util.List;

/**
 * TCP connections by state; a state in which there is none has no series.
 *
 * <pre>
 * node_tcp_connection_states{state="established"} 12
 * node_tcp_connection_states{state="listen"} 5
 * node_tcp_connection_states{state="rx_queued_bytes"} 0
 * </pre>
 *
 * <p>Asked over netlink; read from /proc/net/tcp where the host's network is not that of this
 * process. The two differ in one point: the length that a listening socket's queue may reach is
 * counted into {@code tx_queued_bytes} over netlink, as node_exporter does.
 */
public final class Tcpstat implements HostPart {

    public static final Group GROUP = Group.on("tcpstat", "TCP connections by state");

    static final Family STATES =
            Family.gauge(
                    GROUP,
                    "node_tcp_connection_states",
                    "TCP connections in a state, and bytes in their queues, from the kernel's"
                            + " sock_diag or /proc/net/tcp and tcp6.",
                    "state");

    public static final List<Family> FAMILIES = List.of(STATES);

    /** By their number in the kernel's tcp_states.h. */
    private static final List<String> NAMES =
            List.of(
                    "",
                    "established",
                    "syn_sent",
                    "syn_recv",
                    "fin_wait1",
                    "fin_wait2",
                    "time_wait",
                    "close",
                    "close_wait",
                    "last_ack",
                    "listen",
                    "closing");

    private final FileTree proc;
    private final NetFiles files;
    private final boolean isOwnNetwork;

    public Tcpstat(FileTree proc) {
        this.proc = proc;
        this.files = new NetFiles(proc);
        this.isOwnNetwork = ThisMachine.isShownBy(proc) && files.isOwnNetwork();
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var counts = new SocketCounts();
        if (isOwnNetwork) {
            addOverNetlink(counts);
        } else {
            proc.read(files.path("tcp"), counts::addTable);
            proc.find(files.path("tcp6"), counts::addTable);
        }
        write(counts, sink);
    }

    private void addOverNetlink(SocketCounts counts) throws IOException {
        InetDiag.add(InetDiag.AF_INET, counts);
        if (proc.exists(files.path("tcp6"))) {
            InetDiag.add(InetDiag.AF_INET6, counts);
        }
    }

    private static void write(SocketCounts counts, SampleSink sink) {
        long sockets = 0;
        for (int state = 1; state < NAMES.size(); state++) {
            long inState = counts.inState(state);
            sockets += inState;
            if (inState > 0) {
                sink.add(STATES, (double) inState, NAMES.get(state));
            }
        }
        if (sockets > 0) {
            sink.add(STATES, (double) counts.receiveQueueBytes(), "rx_queued_bytes");
            sink.add(STATES, (double) counts.sendQueueBytes(), "tx_queued_bytes");
        }
    }
}
