package io.hypervigil.host.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.MalformedFile;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of /proc/net, well formed and not. */
final class NetFilesTest {

    @TempDir Path root;

    @Test
    void the_network_is_that_of_the_first_process_where_it_can_be_seen() throws IOException {
        write("net/dev", "own");
        var own = new NetFiles(FileTree.at(root));
        write("1/net/dev", "the host's");
        var host = new NetFiles(FileTree.at(root));

        assertThat(own.path("arp")).isEqualTo("net/arp");
        assertThat(own.isOwnNetwork()).isTrue();
        assertThat(host.path("arp")).isEqualTo("1/net/arp");
        assertThat(host.isOwnNetwork()).isFalse();
    }

    @Test
    void neighbours_are_counted_by_device() {
        var entries =
                Arp.parse(
                        Text.of(
                                """
                                IP address       HW type     Flags       HW address            Mask     Device
                                192.0.2.1        0x1         0x2         00:00:5e:00:53:01     *        eth0
                                192.0.2.2        0x1         0x0         00:00:00:00:00:00     *        eth0
                                10.8.0.2         0x1         0x2         00:00:5e:00:53:02     *        docker0
                                """));

        assertThat(entries).isEqualTo(Map.of("eth0", 2, "docker0", 1));
    }

    @Test
    void an_old_kernels_softnet_has_no_backlog_and_counts_cpus_by_line() throws IOException {
        write("net/softnet_stat", "00000010 1 2 0 0 0 0 0 3\n0000000a 0 0 0 0 0 0 0 0\n");

        assertThat(PartRound.samplesOf(new Softnet(FileTree.at(root))))
                .isEqualTo(
                        """
                        node_softnet_cpu_collision_total{cpu="0"} 3
                        node_softnet_cpu_collision_total{cpu="1"} 0
                        node_softnet_dropped_total{cpu="0"} 1
                        node_softnet_dropped_total{cpu="1"} 0
                        node_softnet_processed_total{cpu="0"} 16
                        node_softnet_processed_total{cpu="1"} 10
                        node_softnet_times_squeezed_total{cpu="0"} 2
                        node_softnet_times_squeezed_total{cpu="1"} 0
                        """);
    }

    @Test
    void a_new_kernels_softnet_names_the_cpu() {
        var rows = Softnet.parse(Text.of("1 0 0 0 0 0 0 0 0 0 0 5 1f 0 0\n"));

        assertThat(rows).extracting(Softnet.Row::cpu).containsExactly(31);
        assertThat(rows.getFirst().columns().get(11)).isEqualTo(5);
    }

    @Test
    void values_of_protocols_go_by_the_names_above_them() {
        var counts =
                Netstat.parse(
                        Text.of(
                                """
                                Tcp: RtoAlgorithm MaxConn InSegs
                                Tcp: 1 -1 18446744073709551615
                                Udp: InDatagrams
                                Udp: 7
                                """));

        assertThat(counts)
                .extracting(Netstat.Count::name, Netstat.Count::value)
                .containsExactly(
                        tuple("Tcp_RtoAlgorithm", 1.0),
                        tuple("Tcp_MaxConn", -1.0),
                        tuple("Tcp_InSegs", 1.8446744073709552E19),
                        tuple("Udp_InDatagrams", 7.0));
    }

    @Test
    void ipv6_counts_are_split_behind_the_6() {
        var counts = Netstat.parse6(Text.of("Ip6InReceives \t 7\nUdpLite6InErrors 1\nfoo 3\n\n"));

        assertThat(counts)
                .extracting(Netstat.Count::name)
                .containsExactly("Ip6_InReceives", "UdpLite6_InErrors");
    }

    @Test
    void sockets_are_given_by_the_keys_that_are_known() throws IOException {
        write(
                "net/sockstat",
                """
                sockets: used 229
                TCP: inuse 4 orphan 1 tw 4 alloc 17 mem 0 newkey 9
                FRAG: inuse 0 memory 5
                """);

        assertThat(PartRound.samplesOf(new Sockstat(FileTree.at(root))))
                .isEqualTo(
                        """
                        node_sockstat_FRAG_inuse 0
                        node_sockstat_FRAG_memory 5
                        node_sockstat_TCP_alloc 17
                        node_sockstat_TCP_inuse 4
                        node_sockstat_TCP_mem 0
                        node_sockstat_TCP_mem_bytes 0
                        node_sockstat_TCP_orphan 1
                        node_sockstat_TCP_tw 4
                        node_sockstat_sockets_used 229
                        """);
    }

    @Test
    void tracked_connections_are_summed_over_cpus_and_an_old_kernel_lacks_a_column() {
        var line = "0000000a 0 1 0 2 3 0 0 4 5 6 7 0 0 0 0";

        var sums = Conntrack.parse(Text.of("entries\n" + line + " 8\n" + line + "\n"));

        assertThat(sums[2]).isEqualTo(2);
        assertThat(sums[11]).isEqualTo(14);
        assertThat(sums[16]).isEqualTo(8);
    }

    @Test
    void backends_belong_to_the_service_above_them() {
        var backends =
                IpvsBackend.parse(
                        Text.of(
                                """
                                IP Virtual Server version 1.2.1 (size=4096)
                                Prot LocalAddress:Port Scheduler Flags
                                  -> RemoteAddress:Port Forward Weight ActiveConn InActConn
                                TCP  C0A80016:0CEA wlc
                                  -> C0A85216:0CEA      Tunnel  100    248        2
                                UDP  [2001:0db8:0000:0000:0000:0000:0000:0001]:0035 rr
                                  -> [2001:0db8:0000:0000:0000:0000:0000:0002]:0035 Route 1 0 17
                                FWM  10001000 wlc
                                  -> C0A8321A:0000      Tunnel  20     64         1
                                """));

        assertThat(backends)
                .containsExactly(
                        backend(
                                100,
                                248,
                                2,
                                "192.168.0.22",
                                "3306",
                                "192.168.82.22",
                                "3306",
                                "TCP",
                                ""),
                        backend(1, 0, 17, "2001:db8::1", "53", "2001:db8::2", "53", "UDP", ""),
                        backend(20, 64, 1, "", "0", "192.168.50.26", "0", "FWM", "10001000"));
    }

    @Test
    void backends_that_the_labels_do_not_tell_apart_are_summed_up() throws IOException {
        write("net/ip_vs_stats", "Total\nConns\n 1 2 3 4 5\n");
        write(
                "net/ip_vs",
                """
                TCP  C0A80016:0CEA wlc
                  -> C0A85216:0CEA      Tunnel  100    248        2
                  -> C0A85217:0CEA      Tunnel  50     2          1
                """);
        var ipvs = new Ipvs(FileTree.at(root), new IpvsSettings("proto,local_port"));

        assertThat(PartRound.samplesOf(ipvs))
                .contains("node_ipvs_backend_weight{local_port=\"3306\",proto=\"TCP\"} 150\n")
                .contains("node_ipvs_connections_total 1\n");
    }

    static Stream<MalformedFile> files() {
        return Stream.of(
                new MalformedFile(NetDevLine::parse, "a\nb\neth0 1\n", "line 3: no ':'"),
                new MalformedFile(
                        NetDevLine::parse, "a\nb\n : 1\n", "line 3: a device without a name"),
                new MalformedFile(
                        NetDevLine::parse, "a\nb\neth0: 1\n", "line 3: ends too early: 'eth0: 1'"),
                new MalformedFile(
                        Arp::parse,
                        "h\n192.0.2.1 0x1\n",
                        "line 2: ends too early: '192.0.2.1 0x1'"),
                new MalformedFile(Softnet::parse, "1 2\n", "line 1: 2 fields, 9 expected"),
                new MalformedFile(
                        Softnet::parse, "1 2 x\n", "line 1: 'x' is no hexadecimal number"),
                new MalformedFile(Netstat::parse, "Tcp: A\n", "line 1: no values of Tcp"),
                new MalformedFile(Netstat::parse, "Tcp: A\nUdp: 1\n", "line 2: no values of Tcp"),
                new MalformedFile(
                        Netstat::parse, "Tcp: A B\nTcp: 1\n", "line 2: ends too early: 'Tcp: 1'"),
                new MalformedFile(
                        Netstat::parse,
                        "Tcp: A\nTcp: 1 2\n",
                        "line 2: Tcp has more values than names"),
                new MalformedFile(Netstat::parse6, "Ip6InReceives x\n", "line 1: 'x' is no number"),
                new MalformedFile(
                        Sockstat::parse, "TCP: inuse\n", "line 1: ends too early: 'TCP: inuse'"),
                new MalformedFile(Conntrack::parse, "h\n1 2 3\n", "line 2: 3 fields, 17 expected"),
                new MalformedFile(Ipvs::parseTotals, "a\nb\n", "line 2: ends too early"),
                new MalformedFile(
                        IpvsBackend::parse,
                        "TCP 1.2.3.4:80 rr\n",
                        "line 1: '1.2.3.4:80' is no address and port"),
                new MalformedFile(
                        IpvsBackend::parse,
                        "TCP C0A8001G:0CEA wlc\n",
                        "line 1: 'C0A8001G:0CEA' is no address and port"),
                new MalformedFile(Lnstat::parse, "a\n1 2\n", "line 2: more than 1 fields"),
                new MalformedFile(
                        text -> new SocketCounts().addTable(text),
                        "h\n0: a:1 b:2 0A 0:0\n0: a:1 b:2 0A 00000000\n",
                        "line 3: no ':'"),
                new MalformedFile(
                        text -> new SocketCounts().addTable(text),
                        "h\n0: a:1 b:2 0A x:0\n",
                        "line 2: 'x' is no hexadecimal number"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_is_malformed_is_refused(MalformedFile file) {
        file.isRefused();
    }

    private static IpvsBackend backend(
            double weight, double active, double inactive, String... labels) {
        return new IpvsBackend(List.of(labels), weight, active, inactive);
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
