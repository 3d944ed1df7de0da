package io.hypervigil.host.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that is not as it should be is refused by its line and by what was found. */
final class MalformedCpuFilesTest {

    static Stream<Arguments> files() {
        return Stream.of(
                file(CpuTimes::parse, "cpu 1\ncpux 1 2\n", "line 2: 'cpux' is no CPU"),
                file(CpuTimes::parse, "cpu0\n", "line 1: ends too early: 'cpu0'"),
                file(CpuTimes::parse, "cpu0 1 2 -\n", "line 1: '-' is no whole number"),
                file(CpuInfo::parse, "model : 1\n", "line 1: no 'processor' in the file"),
                file(CpuInfo::parse, "processor : 0\ncpu MHz : ?\n", "line 2: '?' is no number"),
                file(CpuList::parse, "0-\n", "line 1: '0-' is no list of CPUs"),
                file(CpuList::parse, "1,,2\n", "line 1: '1,,2' is no list of CPUs"),
                file(CpuList::parse, "0-999999\n", "line 1: '0-999999' is no list of CPUs"),
                file(Interrupts::parse, "", "line 0: empty"),
                file(Interrupts::parse, " CPU0 X\n", "line 1: 'X' heads no CPU's column"),
                file(Interrupts::parse, " CPU0\n1: a b\n", "line 2: 'a' is no whole number"),
                file(Softirqs::parse, "", "line 0: empty"),
                file(Softirqs::parse, " CPU0 CPU1\nHI: 1\n", "line 2: ends too early: 'HI: 1'"),
                file(Schedstat::parse, "cpu0 1 2\n", "line 1: ends too early: 'cpu0 1 2'"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_is_refused(Function<Text, ?> parser, String file, String refusal) {
        assertThatThrownBy(() -> parser.apply(Text.of(file)))
                .isInstanceOf(MalformedTextException.class)
                .hasMessage(refusal);
    }

    @Test
    void a_vulnerability_said_in_unknown_words_is_given_as_it_is() {
        assertThat(CpuVulnerabilities.parse("Not affected"))
                .isEqualTo(new CpuVulnerabilities.Reading("not affected", ""));
        assertThat(CpuVulnerabilities.parse("Mitigation: PTI  on"))
                .isEqualTo(new CpuVulnerabilities.Reading("mitigation", "PTI on"));
        assertThat(CpuVulnerabilities.parse("Vulnerable"))
                .isEqualTo(new CpuVulnerabilities.Reading("vulnerable", ""));
        assertThat(CpuVulnerabilities.parse("KVM: Split huge pages"))
                .isEqualTo(new CpuVulnerabilities.Reading("unknown", "KVM: Split huge pages"));
    }

    private static Arguments file(Function<Text, ?> parser, String text, String refusal) {
        return Arguments.of(parser, text, refusal);
    }
}
