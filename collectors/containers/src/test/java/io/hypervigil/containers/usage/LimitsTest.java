package io.hypervigil.containers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitsTest {

    @ParameterizedTest
    @CsvSource({
        "max, 0",
        "536870912, 536870912",
        "0, 0",
        "9223372036854771712, 0",
        "18446744073709551615, 0"
    })
    void no_limit_is_0_however_the_kernel_says_it(String text, long limit) {
        assertThat(Limits.parseLimit(Text.of(text + "\n"))).hasValue(limit);
    }

    @Test
    void an_empty_file_says_nothing() {
        assertThat(Limits.parseLimit(Text.of(""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "100, 2597", "39, 998", "10000, 262144"})
    void a_weight_is_the_shares_that_cadvisor_makes_of_it(long weight, long shares) {
        assertThat(Limits.sharesOf(weight)).isEqualTo(shares);
    }

    @Test
    void processes_of_another_namespace_are_counted_only() {
        var processes = ProcessIds.parse(Text.of("0\n0\n31\n42\n"));

        assertThat(processes.count()).isEqualTo(4);
        assertThat(processes.first()).hasValue(31);
        assertThat(processes.stream()).containsExactly(31L, 42L);
    }
}
