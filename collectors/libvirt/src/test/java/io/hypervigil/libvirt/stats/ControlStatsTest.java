package io.hypervigil.libvirt.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.libvirt.jna.ControlInfo;
import io.hypervigil.libvirt.jna.ControlInfo.State;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ControlStatsTest {

    @Test
    void a_domain_that_answers_is_not_stuck() {
        var info = new ControlInfo(State.OK, Duration.ZERO);

        assertThat(samples(info, Optional.empty()))
                .isEqualTo(
                        """
                        libvirt_domain_control_state{domain="web"} 0
                        libvirt_domain_control_state_seconds{domain="web"} 0
                        libvirt_domain_stuck{domain="web"} 0
                        libvirt_domain_stuck_seconds{domain="web"} 0
                        """);
    }

    @Test
    void a_command_without_answer_is_stuck_for_as_long_as_it_waits() {
        var info = new ControlInfo(State.OCCUPIED, Duration.ofMillis(75_900));

        assertThat(samples(info, Optional.of(info.since())))
                .isEqualTo(
                        """
                        libvirt_domain_control_state{domain="web"} 2
                        libvirt_domain_control_state_seconds{domain="web"} 75.9
                        libvirt_domain_stuck{domain="web"} 1
                        libvirt_domain_stuck_seconds{domain="web"} 75.9
                        """);
    }

    private static String samples(ControlInfo info, Optional<Duration> stuckFor) {
        return Page.of(sink -> ControlStats.write("web", info, stuckFor, sink)).samplesOnly();
    }
}
