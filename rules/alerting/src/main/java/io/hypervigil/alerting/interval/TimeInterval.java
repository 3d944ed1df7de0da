package io.hypervigil.alerting.interval;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Moments told by the clock and the calendar of a place. A field that is absent leaves all moments;
 * one that is there and empty leaves none.
 *
 * @param minutes of the day, 0 to 1439
 * @param weekdays 0 is Sunday
 * @param daysOfMonth from 1, or from -1 counted back from the end
 * @param months from 1
 * @param location of the clock; UTC where absent
 */
public record TimeInterval(
        Optional<List<Span>> minutes,
        Optional<List<Span>> weekdays,
        Optional<List<Span>> daysOfMonth,
        Optional<List<Span>> months,
        Optional<List<Span>> years,
        Optional<ZoneId> location) {

    private static final int MINUTES_PER_HOUR = 60;
    private static final int DAYS_PER_WEEK = 7;

    /** Whether a moment is within. */
    public boolean holds(Instant moment) {
        var time = moment.atZone(location.orElse(ZoneOffset.UTC));
        int minute = time.getHour() * MINUTES_PER_HOUR + time.getMinute();
        int weekday = time.getDayOfWeek().getValue() % DAYS_PER_WEEK;
        int days = time.toLocalDate().lengthOfMonth();
        return any(minutes, minute)
                && any(weekdays, weekday)
                && daysOfMonth
                        .map(
                                spans ->
                                        spans.stream()
                                                .anyMatch(
                                                        span ->
                                                                span.holdsDay(
                                                                        time.getDayOfMonth(),
                                                                        days)))
                        .orElse(true)
                && any(months, time.getMonthValue())
                && any(years, time.getYear());
    }

    private static boolean any(Optional<List<Span>> spans, int value) {
        return spans.map(all -> all.stream().anyMatch(span -> span.holds(value))).orElse(true);
    }
}
