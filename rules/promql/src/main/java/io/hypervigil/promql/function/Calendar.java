package io.hypervigil.promql.function;

import java.util.function.LongUnaryOperator;

/**
 * The functions of a time in seconds since 1970: what day and hour it is, in UTC.
 *
 * <p>Days are counted within years that begin in March, so that the leap day is a year's last. They
 * are counted from so early a time that none is negative, and a number that is none gives the day
 * that it gives in Go.
 */
final class Calendar {

    private static final long SECONDS_PER_DAY = 86_400;
    private static final long DAYS_PER_ERA = 146_097;
    private static final long YEARS_PER_ERA = 400;

    /** How many eras the count begins before the year 0. */
    private static final long ERAS_BEFORE = 730_692_556;

    private static final long DAYS_BEFORE_1970 = 719_468 + ERAS_BEFORE * DAYS_PER_ERA;

    /** The day of the week on which the count begins. */
    private static final long FIRST_WEEKDAY = 3;

    /** From the first of January to the first of March, where there is no leap day. */
    private static final int DAYS_BEFORE_MARCH = 59;

    /** From the first of March to the last of December. */
    private static final int DAYS_FROM_MARCH = 306;

    private Calendar() {}

    /** A function of the second, counted from the beginning of the count. */
    static SampleFunction of(LongUnaryOperator function) {
        return (value, _) ->
                function.applyAsLong(toLong(value) + DAYS_BEFORE_1970 * SECONDS_PER_DAY);
    }

    /** As Go on most machines has it: what is no number, or too large, is the least one. */
    private static long toLong(double value) {
        return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }

    static long minute(long second) {
        return secondOfDay(second) / 60 % 60;
    }

    static long hour(long second) {
        return secondOfDay(second) / 3600;
    }

    static long dayOfWeek(long second) {
        return (day(second) + FIRST_WEEKDAY) % 7;
    }

    static long dayOfMonth(long second) {
        long dayOfYear = dayOfYearFromMarch(second);
        return dayOfYear - daysToMonth(monthFromMarch(dayOfYear)) + 1;
    }

    static long dayOfYear(long second) {
        long dayOfYear = dayOfYearFromMarch(second);
        if (dayOfYear >= DAYS_FROM_MARCH) {
            return dayOfYear - DAYS_FROM_MARCH + 1;
        }
        return dayOfYear + DAYS_BEFORE_MARCH + (isLeap(yearFromMarch(second)) ? 1 : 0) + 1;
    }

    static long daysInMonth(long second) {
        long month = monthFromMarch(dayOfYearFromMarch(second));
        if (month == 11) {
            return isLeap(yearFromMarch(second) + 1) ? 29 : 28;
        }
        return daysToMonth(month + 1) - daysToMonth(month);
    }

    static long month(long second) {
        return (monthFromMarch(dayOfYearFromMarch(second)) + 2) % 12 + 1;
    }

    static long year(long second) {
        boolean isAfterNewYear = dayOfYearFromMarch(second) >= DAYS_FROM_MARCH;
        return yearFromMarch(second) + (isAfterNewYear ? 1 : 0);
    }

    private static long secondOfDay(long second) {
        return Long.remainderUnsigned(second, SECONDS_PER_DAY);
    }

    private static long day(long second) {
        return Long.divideUnsigned(second, SECONDS_PER_DAY);
    }

    private static long yearFromMarch(long second) {
        long day = day(second);
        return (day / DAYS_PER_ERA - ERAS_BEFORE) * YEARS_PER_ERA + yearOfEra(dayOfEra(day));
    }

    private static long dayOfYearFromMarch(long second) {
        long day = dayOfEra(day(second));
        long year = yearOfEra(day);
        return day - (365 * year + year / 4 - year / 100);
    }

    private static long dayOfEra(long day) {
        return day % DAYS_PER_ERA;
    }

    /** The leap days taken out, each year has 365 days. */
    private static long yearOfEra(long day) {
        return (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    }

    /** Months from March to January take turns of 31, 30, 31, 30, 31 days. */
    private static long monthFromMarch(long dayOfYear) {
        return (5 * dayOfYear + 2) / 153;
    }

    private static long daysToMonth(long monthFromMarch) {
        return (153 * monthFromMarch + 2) / 5;
    }

    private static boolean isLeap(long year) {
        return year % 4 == 0 && (year % 100 != 0 || year % YEARS_PER_ERA == 0);
    }
}
