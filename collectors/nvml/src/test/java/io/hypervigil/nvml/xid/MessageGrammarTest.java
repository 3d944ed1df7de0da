package io.hypervigil.nvml.xid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageGrammarTest {

    private static final String GPU = "0000:3b:00.0";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NVRM: Xid (PCI:0000:3b:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off"
                        + " the bus. | 0000:3b:00.0 | 79",
                "NVRM: Xid (PCI:0000:3b:00): 31, pid=4711, name=python3, Ch 00000008 |"
                        + " 0000:3b:00.0 | 31",
                "NVRM: Xid (PCI:0000:3b:00): 45, pid=1, name=a, Ch 1 caused by previous Xid 149 |"
                        + " 0000:3b:00.0 | 45",
                "NVRM: Xid (PCI:0000:3B:00): 154, GPU recovery action changed | 0000:3b:00.0 | 154",
                "NVRM: Xid (0000:3b:00): 31, Ch 0000007b, engmask 00000101 | 0000:3b:00.0 | 31",
                "NVRM: Xid (3b:00): 13, 0001 00000000 | 0000:3b:00.0 | 13",
                "NVRM: Xid (PCI:0019:01:00): 149, NETIR Fatal | 0019:01:00.0 | 149",
                "NVRM: Xid (PCI:00010000:01:00): 8 | 00010000:01:00.0 | 8",
                "NVRM: NVRM: Xid (PCI:0001:00:00.0): 79, a test | 0001:00:00.0 | 79",
            })
    void an_xid_is_of_a_gpu(String message, String address, int xid) {
        assertThat(MessageGrammar.parse(message))
                .contains(
                        new GpuMessage.Xid(address, xid, OptionalInt.empty(), OptionalInt.empty()));
    }

    @Test
    void an_xid_of_mig_names_its_instances() {
        assertThat(MessageGrammar.parse("NVRM: Xid (PCI:0000:3b:00 GPU-I:05 GPU-CI:00): 13, x"))
                .contains(new GpuMessage.Xid(GPU, 13, OptionalInt.of(5), OptionalInt.of(0)));
        assertThat(MessageGrammar.parse("NVRM: Xid (PCI:0000:3b:00 GPU-I:12): 43, x"))
                .contains(new GpuMessage.Xid(GPU, 43, OptionalInt.of(12), OptionalInt.empty()));
    }

    @Test
    void of_the_three_lines_of_an_sxid_one_counts() {
        var switchXid = new GpuMessage.SwitchXid("0000:c1:00.0", 22013);

        assertThat(sxid("22013, Non-fatal, Link 44 Minion Link DLREQ interrupt"))
                .contains(switchXid);
        assertThat(sxid("22013, Fatal, Link 44")).contains(switchXid);
        assertThat(sxid("22013, Severity 0 Engine instance 44 Sub-engine instance 00")).isEmpty();
        assertThat(sxid("22013, Data {0x0000002b, 0x0000002b}")).isEmpty();
        assertThat(sxid("garbled, Fatal")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NVRM: GPU 0000:3b:00.0: GPU has fallen off the bus.",
                "NVRM: GPU at 0000:3b:00.0 has fallen off the bus.",
                "NVRM: The NVIDIA GPU 0000:3b:00.0\\x0aNVRM: (PCI ID: 10de:2330) installed in this"
                        + " system has\\x0aNVRM: fallen off the bus and is not responding to"
                        + " commands.",
            })
    void a_gpu_has_fallen_off_the_bus(String message) {
        assertThat(MessageGrammar.parse(message)).contains(new GpuMessage.FallenOff(GPU));
    }

    @Test
    void the_driver_names_a_gpu_before_its_first_xid() {
        var uuid = "GPU-efbdfde9-5798-a6e7-4c46-12518fa15375";

        assertThat(MessageGrammar.parse("NVRM: GPU at PCI:0000:3b:00: " + uuid))
                .contains(new GpuMessage.Named(GPU, uuid));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NVRM: ",
                "NVRM: loading NVIDIA UNIX x86_64 Kernel Module  535.183.01",
                "NVRM: GPU Board Serial Number: 1652923017935",
                "NVRM: GPU 0000:91:00.0: GPU serial number is 1653723052734.",
                "NVRM: Xid (PCI:0000:3b:00): , pid=1",
                "NVRM: Xid (PCI:0000:3b:00): 99999999999, pid=1",
                "NVRM: Xid (PCI:nowhere): 79, pid=1",
                "systemd[1]: NVRM: Xid (PCI:0000:3b:00): 79, said by a program",
                "nvidia-nvswitch0: open (major=510)",
            })
    void anything_else_is_none(String message) {
        assertThat(MessageGrammar.parse(message)).isEmpty();
    }

    @Property(tries = 500)
    void nothing_that_is_said_breaks_it(@ForAll String rest) {
        assertThat(MessageGrammar.parse("NVRM: Xid (" + rest)).isNotNull();
        assertThat(MessageGrammar.parse("nvidia-nvswitch" + rest)).isNotNull();
    }

    private static Optional<GpuMessage> sxid(String rest) {
        return MessageGrammar.parse("nvidia-nvswitch0: SXid (PCI:0000:c1:00.0): " + rest);
    }
}
