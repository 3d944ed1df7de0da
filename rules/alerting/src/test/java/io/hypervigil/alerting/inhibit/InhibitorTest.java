package io.hypervigil.alerting.inhibit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.match.MatcherText;
import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class InhibitorTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Inhibitor inhibitor =
            new Inhibitor(
                    List.of(
                            rule("severity=critical", "severity=warning", "host"),
                            rule("down=yes", "host=~.+", "host", "room")));

    @Test
    void a_target_is_quiet_while_a_source_that_agrees_with_it_fires() {
        put(NOW.plusSeconds(60), "severity", "critical", "host", "a");

        assertThat(by("severity", "warning", "host", "a")).hasSize(1);
        assertThat(by("severity", "warning", "host", "b")).isEmpty();
        assertThat(by("severity", "info", "host", "a")).isEmpty();
        assertThat(
                        inhibitor.inhibitors(
                                Labels.of("severity", "warning", "host", "a"), NOW.plusSeconds(60)))
                .isEmpty();
    }

    @Test
    void a_label_that_both_lack_counts_as_agreed_on() {
        put(NOW.plusSeconds(60), "down", "yes", "host", "a");
        put(NOW.plusSeconds(60), "severity", "critical");

        assertThat(by("vm", "1", "host", "a")).hasSize(1);
        assertThat(by("vm", "1", "host", "a", "room", "1")).isEmpty();
        assertThat(by("severity", "warning")).hasSize(1);
    }

    @Test
    void what_is_source_and_target_is_not_kept_quiet_by_itself_or_by_its_like() {
        put(NOW.plusSeconds(60), "down", "yes", "host", "a");
        put(NOW.plusSeconds(60), "down", "yes", "host", "a", "x", "y");

        assertThat(by("down", "yes", "host", "a")).isEmpty();
    }

    @Test
    void what_ended_is_forgotten() {
        put(NOW, "severity", "critical", "host", "a");
        inhibitor.forgetEnded(NOW);
        put(NOW.plusSeconds(1), "severity", "critical", "host", "b");

        assertThat(by("severity", "warning", "host", "a")).isEmpty();
        assertThat(by("severity", "warning", "host", "b")).hasSize(1);
    }

    private List<String> by(String... labels) {
        return inhibitor.inhibitors(Labels.of(labels), NOW);
    }

    private void put(Instant end, String... labels) {
        inhibitor.put(
                new Alert(
                        Labels.of(labels),
                        new TreeMap<>(),
                        NOW.minusSeconds(60),
                        end,
                        "",
                        NOW,
                        false));
    }

    private static InhibitRule rule(String source, String target, String... equal) {
        return new InhibitRule(
                "", MatcherText.all(source), MatcherText.all(target), List.of(equal));
    }
}
