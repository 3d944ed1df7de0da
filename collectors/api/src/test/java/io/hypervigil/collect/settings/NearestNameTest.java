package io.hypervigil.collect.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {

    private static final List<String> KNOWN = List.of("cpu", "cpufreq", "filesystem");

    @Test
    void a_slip_is_recognised() {
        assertThat(NearestName.of("filesytem", KNOWN)).contains("filesystem");
        assertThat(NearestName.of("cpi", KNOWN)).contains("cpu");
        assertThat(NearestName.of("cup", KNOWN)).contains("cpu");
        assertThat(NearestName.of("cpufrequ", KNOWN)).contains("cpufreq");
    }

    @Test
    void something_else_has_no_neighbour() {
        assertThat(NearestName.of("network", KNOWN)).isEmpty();
        assertThat(NearestName.of("", KNOWN)).isEmpty();
        assertThat(NearestName.of("x".repeat(10_000_000), KNOWN)).isEmpty();
        assertThat(NearestName.of("cpu", List.of())).isEmpty();
    }
}
