package io.hypervigil.alerting.interval;

/**
 * Numbers from one to another.
 *
 * @param first the least
 * @param last the greatest, itself among them
 */
public record Span(int first, int last) {

    boolean holds(int value) {
        return value >= first && value <= last;
    }

    /** Whether a day of a month is among them; negative ends count from the month's end. */
    boolean holdsDay(int day, int daysInMonth) {
        int from = first < 0 ? daysInMonth + first + 1 : first;
        int to = last < 0 ? daysInMonth + last + 1 : last;
        return from <= daysInMonth && day >= from && day <= to;
    }
}
