package io.hypervigil.host.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InfinibandTest {

    private static final String PORT = "class/infiniband/mlx5_bond_0/ports/1/";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "100 Gb/sec (4X EDR), 12500000000",
        "2.5 Gb/sec (1X SDR), 312500000",
        "0 Gb/sec, 0",
    })
    void rates_are_bytes_a_second(String text, double bytesPerSecond) {
        assertThat(Infiniband.bytesPerSecond(Text.of(text))).isEqualTo(bytesPerSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "\n"})
    void what_is_no_rate_is_refused(String text) {
        assertThatThrownBy(() -> Infiniband.bytesPerSecond(Text.of(text)))
                .isInstanceOf(MalformedTextException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ACTIVE", ": ACTIVE", "four: ACTIVE", "-4: ACTIVE"})
    void what_is_no_state_is_refused(String text) {
        assertThatThrownBy(() -> Infiniband.state(Text.of(text)))
                .isInstanceOf(MalformedTextException.class);
    }

    @Test
    void counters_that_an_adapter_does_not_keep_are_absent() throws Exception {
        var sys =
                Tree.in(folder)
                        .file("class/infiniband/mlx5_bond_0/fw_ver", "16.35.2000\n")
                        .file(PORT + "state", "4: ACTIVE\n")
                        .file(PORT + "counters/symbol_error", "N/A (no PMA)\n")
                        .file(PORT + "counters/port_xmit_data", "25\n")
                        .file(PORT + "counters/unheard_of", "1\n")
                        .file(PORT + "hw_counters/out_of_sequence", "2\n");

        assertThat(PartRound.samplesOf(new Infiniband(sys.files())))
                .isEqualTo(
                        """
                        node_infiniband_info{board_id="",device="mlx5_bond_0",firmware_version="16.35.2000",hca_type=""} 1
                        node_infiniband_out_of_sequence_packets_received_total{device="mlx5_bond_0",port="1"} 2
                        node_infiniband_port_data_transmitted_bytes_total{device="mlx5_bond_0",port="1"} 100
                        node_infiniband_state_id{device="mlx5_bond_0",port="1"} 4
                        """);
    }
}
