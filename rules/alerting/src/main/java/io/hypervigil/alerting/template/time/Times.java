package io.hypervigil.alerting.template.time;

import io.hypervigil.alerting.template.format.DurationText;
import io.hypervigil.alerting.template.format.MomentText;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

/**
 * Go's {@code time.Time} and {@code time.Duration} as types of templates.
 *
 * <p>Thread: any.
 */
public final class Times {

    /** What Go's zero time is. */
    private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private static final long SECOND = 1_000_000_000L;

    public static final Type DURATION =
            Type.named("time.Duration", Type.INT64)
                    .shownAs(value -> DurationText.of(nanos(value)))
                    .with(method("String", value -> Value.of(DurationText.of(nanos(value)))))
                    .with(method("Hours", value -> seconds(value, 3600)))
                    .with(method("Minutes", value -> seconds(value, 60)))
                    .with(method("Seconds", value -> seconds(value, 1)))
                    .with(method("Milliseconds", value -> int64(nanos(value) / 1_000_000)))
                    .with(method("Microseconds", value -> int64(nanos(value) / 1_000)))
                    .with(method("Nanoseconds", value -> int64(nanos(value))))
                    .with(method("Abs", value -> duration(Math.abs(nanos(value)))));

    private static final Type MONTH =
            Type.named("time.Month", Type.INT)
                    .shownAs(value -> month(((Value.Whole) value).value()));

    private static final Type WEEKDAY =
            Type.named("time.Weekday", Type.INT)
                    .shownAs(value -> weekday(((Value.Whole) value).value()));

    public static final Type TIME = Type.struct("time.Time").shownAs(v -> MomentText.of(zoned(v)));

    static {
        TIME.with(method("String", value -> Value.of(MomentText.of(zoned(value)))))
                .with(method("UTC", value -> moment(zoned(value).toInstant(), ZoneOffset.UTC)))
                .with(method("Unix", value -> int64(instant(value).getEpochSecond())))
                .with(method("UnixMilli", value -> int64(instant(value).toEpochMilli())))
                .with(method("UnixNano", value -> int64(unixNanos(instant(value)))))
                .with(method("IsZero", value -> Value.of(instant(value).equals(ZERO))))
                .with(method("Month", value -> named(MONTH, value, ZonedDateTime::getMonthValue)))
                .with(method("Weekday", Times::weekdayOf))
                .with(number("Year", ZonedDateTime::getYear))
                .with(number("Day", ZonedDateTime::getDayOfMonth))
                .with(number("YearDay", ZonedDateTime::getDayOfYear))
                .with(number("Hour", ZonedDateTime::getHour))
                .with(number("Minute", ZonedDateTime::getMinute))
                .with(number("Second", ZonedDateTime::getSecond))
                .with(number("Nanosecond", ZonedDateTime::getNano))
                .with(
                        Function.of(
                                "Format",
                                List.of(Type.STRING),
                                (budget, in) -> {
                                    var layout = ((Value.Text) in.get(1)).value();
                                    budget.characters(16L * layout.length());
                                    return Value.of(MomentText.format(zoned(in.get(0)), layout));
                                }))
                .with(
                        Function.of(
                                "Add",
                                List.of(DURATION),
                                (_, in) -> moved((Value.Moment) in.get(0), nanos(in.get(1)))))
                .with(
                        Function.of(
                                "AddDate",
                                List.of(Type.INT, Type.INT, Type.INT),
                                (_, in) -> moved((Value.Moment) in.getFirst(), in)))
                .with(
                        Function.of(
                                "Sub",
                                List.of(TIME),
                                (_, in) -> between(instant(in.get(1)), instant(in.get(0)))))
                .with(comparison("Before", order -> order < 0))
                .with(comparison("After", order -> order > 0))
                .with(comparison("Equal", order -> order == 0));
    }

    private Times() {}

    /** A moment, shown in a zone. */
    public static Value.Moment moment(Instant at, ZoneId zone) {
        return new Value.Moment(at, zone, TIME);
    }

    /** A duration. */
    public static Value.Whole duration(long nanos) {
        return new Value.Whole(nanos, DURATION);
    }

    /** From one to another, at most as long as Go can say. */
    public static Value.Whole between(Instant from, Instant to) {
        try {
            return duration(Duration.between(from, to).toNanos());
        } catch (ArithmeticException _) {
            return duration(to.isAfter(from) ? Long.MAX_VALUE : Long.MIN_VALUE);
        }
    }

    private static Value moved(Value.Moment moment, long nanos) {
        try {
            return moment(moment.at().plusNanos(nanos), moment.zone());
        } catch (DateTimeException | ArithmeticException _) {
            throw new FunctionFailure("time out of range");
        }
    }

    /** By years, months and days; what is too much for a month goes into the next, as in Go. */
    private static Value moved(Value.Moment moment, List<Value> by) {
        try {
            var from = zoned(moment);
            var to =
                    from.toLocalDate()
                            .withDayOfMonth(1)
                            .plusYears(nanos(by.get(1)))
                            .plusMonths(nanos(by.get(2)))
                            .plusDays(from.getDayOfMonth() - 1L)
                            .plusDays(nanos(by.get(3)));
            var at = to.atTime(from.toLocalTime()).atZone(moment.zone());
            return moment(at.toInstant(), moment.zone());
        } catch (DateTimeException | ArithmeticException _) {
            throw new FunctionFailure("time out of range");
        }
    }

    /** The moment in its zone. */
    public static ZonedDateTime zoned(Value value) {
        var moment = (Value.Moment) value;
        return moment.at().atZone(moment.zone());
    }

    private static Instant instant(Value value) {
        return ((Value.Moment) value).at();
    }

    private static long nanos(Value value) {
        return ((Value.Whole) value).value();
    }

    private static long unixNanos(Instant at) {
        return at.getEpochSecond() * SECOND + at.getNano();
    }

    private static Value seconds(Value value, long unit) {
        long size = unit * SECOND;
        long nanos = nanos(value);
        long whole = nanos / size;
        return Value.of((double) whole + (double) (nanos % size) / (double) size);
    }

    private static Value int64(long number) {
        return new Value.Whole(number, Type.INT64);
    }

    private static Value named(Type type, Value value, ToLongFunction<ZonedDateTime> part) {
        return new Value.Whole(part.applyAsLong(zoned(value)), type);
    }

    private static Value weekdayOf(Value value) {
        return named(WEEKDAY, value, time -> time.getDayOfWeek().getValue() % 7);
    }

    private static String month(long number) {
        return Month.of((int) number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String weekday(long number) {
        int iso = number == 0 ? 7 : (int) number;
        return DayOfWeek.of(iso).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static Function method(String name, java.util.function.Function<Value, Value> result) {
        return Function.of(name, List.of(), (_, in) -> result.apply(in.getFirst()));
    }

    private static Function number(String name, ToLongFunction<ZonedDateTime> part) {
        return method(name, value -> Value.of(part.applyAsLong(zoned(value))));
    }

    private static Function comparison(String name, IntPredicate claim) {
        return Function.of(
                name,
                List.of(TIME),
                (_, in) -> Value.of(claim.test(instant(in.get(0)).compareTo(instant(in.get(1))))));
    }
}
