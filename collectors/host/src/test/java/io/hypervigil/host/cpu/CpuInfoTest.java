package io.hypervigil.host.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hypervigil.collect.files.Text;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class CpuInfoTest {

    @Test
    void x86_says_all() {
        var info =
                CpuInfo.parse(
                        Text.of(
                                """
                                processor\t: 3
                                vendor_id\t: AuthenticAMD
                                cpu family\t: 25
                                model\t\t: 17
                                model name\t: AMD EPYC 9454 48-Core Processor
                                stepping\t: 1
                                microcode\t: 0xa101154
                                cpu MHz\t\t: 1500.083
                                cache size\t: 1024 KB
                                physical id\t: 1
                                core id\t\t: 5
                                flags\t\t: fpu vme aes
                                bugs\t\t: spectre_v1 srso
                                power management:

                                """));

        assertThat(info.processors())
                .containsExactly(
                        new CpuInfo.Processor(
                                "3",
                                "1",
                                "5",
                                "AuthenticAMD",
                                "25",
                                "17",
                                "AMD EPYC 9454 48-Core Processor",
                                "0xa101154",
                                "1",
                                "1024 KB",
                                OptionalDouble.of(1500.083)));
        assertThat(info.flags()).containsExactly("fpu", "vme", "aes");
        assertThat(info.bugs()).containsExactly("spectre_v1", "srso");
    }

    @Test
    void arm64_says_no_model() {
        var info =
                CpuInfo.parse(
                        Text.of(
                                """
                                processor\t: 0
                                BogoMIPS\t: 50.00
                                Features\t: fp asimd aes
                                CPU implementer\t: 0x41

                                processor\t: 1
                                Features\t: fp asimd aes
                                """));

        assertThat(info.processors())
                .extracting(CpuInfo.Processor::number, CpuInfo.Processor::modelName)
                .containsExactly(tuple("0", ""), tuple("1", ""));
        assertThat(info.processors().getFirst().megahertz()).isEmpty();
        assertThat(info.flags()).containsExactly("fp", "asimd", "aes");
    }

    @Test
    void power_and_risc_v_use_words_of_their_own() {
        var power = CpuInfo.parse(Text.of("processor : 0\ncpu : POWER9\nclock : 3550.000000MHz\n"));
        var riscV = CpuInfo.parse(Text.of("processor : 0\nhart : 2\nisa : rv64imafdc\n"));

        assertThat(power.processors().getFirst().vendor()).isEqualTo("POWER9");
        assertThat(power.processors().getFirst().megahertz()).hasValue(3550);
        assertThat(riscV.processors().getFirst().core()).isEqualTo("2");
        assertThat(riscV.processors().getFirst().modelName()).isEqualTo("rv64imafdc");
    }
}
