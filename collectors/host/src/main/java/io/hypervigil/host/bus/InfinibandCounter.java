package io.hypervigil.host.bus;

import io.hypervigil.collect.Family;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A file of counters of a port, and how it is exposed.
 *
 * <p>What the counters mean: InfiniBand specification, PortCounters; for {@code hw_counters},
 * NVIDIA's list of mlx5 counters.
 *
 * @param file its name
 * @param family its family
 * @param factor from the adapter's unit to ours
 */
record InfinibandCounter(String file, Family family, double factor) {

    /** The folders of a port that hold counters. */
    enum Folder {
        COUNTERS(
                "counters",
                """
                VL15_dropped|vl15_dropped|Management packets dropped for want of buffers
                excessive_buffer_overrun_errors|excessive_buffer_overrun_errors|Periods with buffer overruns beyond the threshold
                link_downed|link_downed|Times the link went down since it could not recover
                link_error_recovery|link_error_recovery|Times the link recovered from an error
                local_link_integrity_errors|local_link_integrity_errors|Times physical errors went beyond the threshold
                multicast_rcv_packets|multicast_packets_received|Multicast packets received
                multicast_xmit_packets|multicast_packets_transmitted|Multicast packets sent
                port_rcv_constraint_errors|port_constraint_errors_received|Packets received and discarded by a switch's rules
                port_rcv_data|port_data_received_bytes|Bytes received, of all virtual lanes
                port_rcv_discards|port_discards_received|Packets received and discarded since the port was down or congested
                port_rcv_errors|port_errors_received|Packets received with an error
                port_rcv_packets|port_packets_received|Packets received, with an error or without
                port_rcv_remote_physical_errors|port_receive_remote_physical_errors|Packets received that a port before marked bad
                port_rcv_switch_relay_errors|port_receive_switch_relay_errors|Packets received that a switch could not forward
                port_xmit_constraint_errors|port_constraint_errors_transmitted|Packets not sent by a switch's rules
                port_xmit_data|port_data_transmitted_bytes|Bytes sent, of all virtual lanes
                port_xmit_discards|port_discards_transmitted|Packets discarded instead of sent since the port was down or congested
                port_xmit_packets|port_packets_transmitted|Packets sent, with an error or without
                port_xmit_wait|port_transmit_wait|Ticks in which there was data to send and nothing was sent
                symbol_error|symbol_error|Minor errors on a lane
                unicast_rcv_packets|unicast_packets_received|Unicast packets received
                unicast_xmit_packets|unicast_packets_transmitted|Unicast packets sent
                """),
        /** Kernels before 4.5 kept counters of 64 bits apart. */
        EXTENDED(
                "counters_ext",
                """
                port_multicast_rcv_packets|legacy_multicast_packets_received|Multicast packets received
                port_multicast_xmit_packets|legacy_multicast_packets_transmitted|Multicast packets sent
                port_rcv_data_64|legacy_data_received_bytes|Bytes received
                port_rcv_packets_64|legacy_packets_received|Packets received
                port_unicast_rcv_packets|legacy_unicast_packets_received|Unicast packets received
                port_unicast_xmit_packets|legacy_unicast_packets_transmitted|Unicast packets sent
                port_xmit_data_64|legacy_data_transmitted_bytes|Bytes sent
                port_xmit_packets_64|legacy_packets_transmitted|Packets sent
                """),
        HARDWARE(
                "hw_counters",
                """
                duplicate_request|duplicate_requests_packets|Requests received that had been executed before
                implied_nak_seq_err|implied_nak_seq_errors|Acknowledgements with a later number than expected
                local_ack_timeout_err|local_ack_timeout_errors|Times the wait for an acknowledgement ran out
                np_cnp_sent|np_cnp_packets_sent|Congestion notifications sent
                np_ecn_marked_roce_packets|np_ecn_marked_roce_packets_received|RoCE packets received with a congestion mark
                out_of_buffer|out_of_buffer_drops|Packets dropped for want of a posted receive
                out_of_sequence|out_of_sequence_packets_received|Packets received out of order
                packet_seq_err|packet_sequence_errors|Negative acknowledgements received for a wrong order
                req_cqe_error|req_cqes_errors|Requests completed with an error
                req_cqe_flush_error|req_cqes_flush_errors|Requests completed since they were flushed
                req_remote_access_errors|req_remote_access_errors|Requests that the other end had no right to
                req_remote_invalid_request|req_remote_invalid_request_errors|Requests that the other end held invalid
                resp_cqe_error|resp_cqes_errors|Responses completed with an error
                resp_cqe_flush_error|resp_cqes_flush_errors|Responses completed since they were flushed
                resp_local_length_error|resp_local_length_errors|Responses of a wrong length
                resp_remote_access_errors|resp_remote_access_errors|Requests received without a right to them
                rnr_nak_retry_err|rnr_nak_retry_packets_received|Answers received that the other end was not ready
                roce_adp_retrans|roce_adp_retransmits|Adaptive retransmissions
                roce_adp_retrans_to|roce_adp_retransmits_timeout|Timeouts of adaptive retransmission
                roce_slow_restart|roce_slow_restart_used|Times slow restart was used
                roce_slow_restart_cnps|roce_slow_restart_cnps|Congestion notifications made by slow restart
                roce_slow_restart_trans|roce_slow_restart|Times the state changed to slow restart
                rp_cnp_handled|rp_cnp_packets_handled|Congestion notifications received and heeded
                rp_cnp_ignored|rp_cnp_ignored_packets_received|Congestion notifications received and ignored
                rx_atomic_requests|rx_atomic_requests|Atomic requests received
                rx_dct_connect|rx_dct_connect_requests|Connection requests received
                rx_icrc_encapsulated|rx_icrc_encapsulated_errors|RoCE packets received with a wrong checksum
                rx_read_requests|rx_read_requests|Read requests received
                rx_write_requests|rx_write_requests|Write requests received
                """);

        private final String folder;
        private final Map<String, InfinibandCounter> counters;

        Folder(String folder, String rows) {
            this.folder = folder;
            this.counters =
                    rows.lines()
                            .map(row -> of(folder, row.split("\\|", -1)))
                            .collect(
                                    Collectors.toMap(InfinibandCounter::file, Function.identity()));
        }

        String folder() {
            return folder;
        }

        Map<String, InfinibandCounter> counters() {
            return counters;
        }
    }

    static final List<InfinibandCounter> ALL =
            Arrays.stream(Folder.values())
                    .flatMap(folder -> folder.counters.values().stream())
                    .toList();

    private static InfinibandCounter of(String folder, String[] row) {
        var help = row[2] + ", from ports/N/" + folder + "/" + row[0] + ".";
        var family =
                Family.counter(
                        Infiniband.GROUP,
                        "node_infiniband_" + row[1] + "_total",
                        help,
                        "device",
                        "port");
        return new InfinibandCounter(row[0], family, isData(row[0]) ? 4 : 1);
    }

    /** The specification counts data in words of four bytes. */
    private static boolean isData(String file) {
        return file.startsWith("port_rcv_data") || file.startsWith("port_xmit_data");
    }
}
