package io.hypervigil.alerting.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.yaml.YamlText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeIntervalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                     | 2026-11-21T20:00:00Z | true",
                "{times: [{start_time: 09:00, end_time: 17:00}]}        | 2026-11-21T09:00:00Z | true",
                "{times: [{start_time: 09:00, end_time: 17:00}]}        | 2026-11-21T17:00:00Z | false",
                "{times: [{start_time: 17:00, end_time: 24:00}]}        | 2026-11-21T23:59:59Z | true",
                "{times: []}                                            | 2026-11-21T23:59:59Z | false",
                "{weekdays: ['monday:friday']}                          | 2026-11-20T12:00:00Z | true",
                "{weekdays: ['monday:friday']}                          | 2026-11-21T12:00:00Z | false",
                "{weekdays: [Sunday]}                                   | 2026-11-22T12:00:00Z | true",
                "{days_of_month: ['-3:-1']}                             | 2026-02-26T12:00:00Z | true",
                "{days_of_month: ['-3:-1']}                             | 2026-02-25T12:00:00Z | false",
                "{days_of_month: ['29:31']}                             | 2026-02-28T12:00:00Z | false",
                "{days_of_month: ['15:-1']}                             | 2026-02-28T12:00:00Z | true",
                "{months: ['january:march', 12]}                        | 2026-12-28T12:00:00Z | true",
                "{months: ['january:march', 12]}                        | 2026-11-28T12:00:00Z | false",
                "{years: ['2020:2025']}                                 | 2026-11-28T12:00:00Z | false",
                "{years: [2026]}                                        | 2026-11-28T12:00:00Z | true",
                "{weekdays: [saturday], location: Asia/Kolkata}         | 2026-11-20T18:31:00Z | true",
                "{years: [2026], location: Asia/Kolkata}                | 2025-12-31T18:30:00Z | true",
            })
    void a_moment_is_within_or_not(String yaml, Instant moment, boolean expected) {
        assertThat(read(yaml).holding(List.of("x"), moment))
                .isEqualTo(expected ? List.of("x") : List.of());
    }

    @Test
    void the_clock_of_a_place_goes_by_its_summer_time() {
        var office =
                read(
                        "{times: [{start_time: '09:00', end_time: '17:00'}], location: Europe/Berlin}");

        assertThat(isOpen(office, "2026-03-28T08:00:00Z")).isTrue();
        assertThat(isOpen(office, "2026-03-28T07:59:00Z")).isFalse();
        assertThat(isOpen(office, "2026-03-29T07:00:00Z")).isTrue();
        assertThat(isOpen(office, "2026-03-29T15:00:00Z")).isFalse();
        assertThat(isOpen(office, "2026-10-25T07:30:00Z")).isFalse();
    }

    @Test
    void an_hour_that_the_clock_leaves_out_is_never_and_one_it_repeats_is_twice() {
        var night =
                read(
                        "{times: [{start_time: '02:00', end_time: '03:00'}], location: Europe/Berlin}");

        assertThat(isOpen(night, "2026-03-29T00:59:00Z")).isFalse();
        assertThat(isOpen(night, "2026-03-29T01:00:00Z")).isFalse();
        assertThat(isOpen(night, "2026-10-25T00:30:00Z")).isTrue();
        assertThat(isOpen(night, "2026-10-25T01:30:00Z")).isTrue();
        assertThat(isOpen(night, "2026-10-25T02:00:00Z")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{times: [{start_time: '9:00', end_time: '17:00'}]} | 3:42: start_time: couldn't parse timestamp 9:00, invalid format",
                "{times: [{start_time: '09:00'}]}                   | 3:29: both start and end times must be provided",
                "{times: [{start_time: '10:00', end_time: '10:00'}]}| 3:29: start time cannot be equal or greater than end time",
                "{weekdays: ['friday:monday']}                      | 3:31: weekdays: start day cannot be before end day",
                "{weekdays: ['1']}                                  | 3:31: weekdays: 1 is not a valid weekday",
                "{weekdays: ['a:b:c']}                              | 3:31: weekdays: couldn't parse range a:b:c, invalid format",
                "{days_of_month: ['0']}                             | 3:36: days_of_month: 0 is not a valid day of the month: out of range",
                "{days_of_month: ['-1:1']}                          | 3:36: days_of_month: end day must be negative if start day is negative",
                "{days_of_month: ['5:-25']}                         | 3:36: days_of_month: end day -25 is always before start day 5",
                "{months: ['may:1']}                                | 3:29: months: end month 1 is before start month may",
                "{years: ['2022:2020']}                             | 3:28: years: end year 2020 is before start year 2022",
                "{location: Mars/X}                                 | 3:31: location: unknown time zone Mars/X",
                "{location: '+02:00'}                               | 3:31: location: unknown time zone +02:00",
                "{time_zone: UTC}                                   | 3:21: field time_zone is not known here",
            })
    void what_alertmanager_refuses_is_refused_with_its_place(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).hasMessage("f.yml:" + message);
    }

    private static boolean isOpen(TimeIntervals intervals, String moment) {
        return !intervals.holding(List.of("x"), Instant.parse(moment)).isEmpty();
    }

    private static TimeIntervals read(String interval) {
        var text = "time_intervals:\n- name: x\n  time_intervals: [" + interval + "]";
        return TimeIntervalReader.read(YamlText.mapping(text, "f.yml").orElseThrow());
    }
}
