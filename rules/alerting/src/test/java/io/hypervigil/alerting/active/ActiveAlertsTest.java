package io.hypervigil.alerting.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ActiveAlertsTest {

    private final ManualClock clock = new ManualClock("2026-01-01T12:00:00Z");
    private final ActiveAlerts alerts = new ActiveAlerts(clock, 2);

    @Test
    void the_earlier_start_and_the_younger_telling_stay() {
        put(alert("a", "11:00", "12:05", false));
        clock.advance(Duration.ofMinutes(1));

        var merged = put(alert("a", "11:30", "12:06", false));

        assertThat(merged.startsAt()).isEqualTo(at("11:00"));
        assertThat(merged.endsAt()).isEqualTo(at("12:06"));
        assertThat(merged.updatedAt()).isEqualTo(at("12:01"));
    }

    @Test
    void an_end_that_was_named_goes_before_an_earlier_one_and_a_guessed_one_does_not() {
        put(alert("a", "11:00", "13:00", false));
        put(alert("b", "11:00", "13:00", true));

        assertThat(put(alert("a", "11:00", "12:05", false)).endsAt()).isEqualTo(at("13:00"));
        assertThat(put(alert("b", "11:00", "12:05", false)).endsAt()).isEqualTo(at("12:05"));
    }

    @Test
    void told_to_be_well_it_is_well() {
        put(alert("a", "11:00", "13:00", false));

        assertThat(put(alert("a", "11:00", "12:00", false)).endsAt()).isEqualTo(at("12:00"));
        assertThat(alerts.firing()).isEmpty();
    }

    @Test
    void an_alert_that_comes_back_starts_anew() {
        put(alert("a", "10:00", "11:00", false));

        assertThat(put(alert("a", "11:30", "12:30", false)).startsAt()).isEqualTo(at("11:30"));
    }

    @Test
    void without_room_a_new_one_is_refused_until_one_is_well() {
        put(alert("a", "11:00", "12:10", false));
        put(alert("b", "11:00", "13:00", false));

        assertThat(alerts.put(alert("c", "11:00", "13:00", false))).isEmpty();
        assertThat(alerts.put(alert("b", "11:00", "13:00", false))).isPresent();
        assertThat(alerts.refused()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(10));
        assertThat(alerts.put(alert("c", "11:00", "13:00", false))).isPresent();
    }

    @Test
    void what_ended_half_an_hour_ago_is_forgotten() {
        put(alert("a", "11:00", "12:00", false));

        alerts.forgetEnded();
        assertThat(alerts.size()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(30));
        alerts.forgetEnded();
        assertThat(alerts.size()).isZero();
    }

    @Test
    void an_alert_has_labels_and_does_not_end_before_it_starts() {
        assertThatThrownBy(() -> alert("a", "12:00", "11:00", false))
                .hasMessage("start time must be before end time");
        assertThatThrownBy(
                        () ->
                                new Alert(
                                        Labels.EMPTY,
                                        new TreeMap<>(),
                                        at("11:00"),
                                        at("12:00"),
                                        "",
                                        at("11:00"),
                                        false))
                .hasMessage("at least one label pair required");
    }

    private Alert put(Alert alert) {
        return alerts.put(alert).orElseThrow();
    }

    private Alert alert(String name, String start, String end, boolean isEndGuessed) {
        return new Alert(
                Labels.of("alertname", name),
                new TreeMap<>(),
                at(start),
                at(end),
                "",
                clock.instant(),
                isEndGuessed);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + time + ":00Z");
    }
}
