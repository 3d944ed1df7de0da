package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;
import oshi.software.os.InternetProtocolStats.TcpStats;
import oshi.software.os.InternetProtocolStats.UdpStats;

/**
 * What TCP and UDP counted.
 *
 * <pre>
 * node_netstat_Tcp_RetransSegs 1431
 * </pre>
 */
public final class OshiNetworkProtocols implements HostPart {

    public static final Group GROUP = Group.on("netstat", "what TCP and UDP counted, by OSHI");

    static final Family ACTIVE = value("Tcp_ActiveOpens", "Connections opened from here.");
    static final Family PASSIVE = value("Tcp_PassiveOpens", "Connections opened from there.");
    static final Family ESTABLISHED = value("Tcp_CurrEstab", "Connections that are up.");
    static final Family SEGMENTS_IN = value("Tcp_InSegs", "Segments received.");
    static final Family SEGMENTS_OUT = value("Tcp_OutSegs", "Segments sent.");
    static final Family RETRANSMITTED = value("Tcp_RetransSegs", "Segments sent again.");
    static final Family TCP_ERRORS = value("Tcp_InErrs", "Segments received in error.");
    static final Family RESETS = value("Tcp_OutRsts", "Resets sent.");
    static final Family DATAGRAMS_IN = value("Udp_InDatagrams", "Datagrams received.");
    static final Family DATAGRAMS_OUT = value("Udp_OutDatagrams", "Datagrams sent.");
    static final Family NO_PORT = value("Udp_NoPorts", "Datagrams that nobody waited for.");
    static final Family UDP_ERRORS = value("Udp_InErrors", "Datagrams received in error.");

    public static final List<Family> FAMILIES =
            List.of(
                    ACTIVE,
                    PASSIVE,
                    ESTABLISHED,
                    SEGMENTS_IN,
                    SEGMENTS_OUT,
                    RETRANSMITTED,
                    TCP_ERRORS,
                    RESETS,
                    DATAGRAMS_IN,
                    DATAGRAMS_OUT,
                    NO_PORT,
                    UDP_ERRORS);

    @Override
    public void sample(SampleSink sink) {
        var protocols = Oshi.system().getInternetProtocolStats();
        map(protocols.getTCPv4Stats(), sink);
        map(protocols.getUDPv4Stats(), sink);
    }

    static void map(TcpStats tcp, SampleSink sink) {
        sink.add(ACTIVE, (double) tcp.getConnectionsActive());
        sink.add(PASSIVE, (double) tcp.getConnectionsPassive());
        sink.add(ESTABLISHED, (double) tcp.getConnectionsEstablished());
        sink.add(SEGMENTS_IN, (double) tcp.getSegmentsReceived());
        sink.add(SEGMENTS_OUT, (double) tcp.getSegmentsSent());
        sink.add(RETRANSMITTED, (double) tcp.getSegmentsRetransmitted());
        sink.add(TCP_ERRORS, (double) tcp.getInErrors());
        sink.add(RESETS, (double) tcp.getOutResets());
    }

    static void map(UdpStats udp, SampleSink sink) {
        sink.add(DATAGRAMS_IN, (double) udp.getDatagramsReceived());
        sink.add(DATAGRAMS_OUT, (double) udp.getDatagramsSent());
        sink.add(NO_PORT, (double) udp.getDatagramsNoPort());
        sink.add(UDP_ERRORS, (double) udp.getDatagramsReceivedErrors());
    }

    private static Family value(String name, String help) {
        return Family.untyped(GROUP, "node_netstat_" + name, help);
    }
}
