package io.hypervigil.alerting.template.time;

import io.hypervigil.alerting.template.format.MomentText;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.math.BigInteger;
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

    public static final Type DURATION = Durations.TYPE;

    private static final Type MONTH =
            Type.named("time.Month", Type.INT)
                    .shownAs(Times::month)
                    .with(method("String", value -> Value.of(month(value))));

    private static final Type WEEKDAY =
            Type.named("time.Weekday", Type.INT)
                    .shownAs(Times::weekday)
                    .with(method("String", value -> Value.of(weekday(value))));

    public static final Type TIME = Type.struct("time.Time").shownAs(v -> MomentText.of(zoned(v)));

    static {
        TIME.with(method("String", value -> Value.of(MomentText.of(zoned(value)))))
                .with(method("GoString", value -> Value.of(MomentText.literal(zoned(value)))))
                .with(method("Location", value -> Locations.of(((Value.Moment) value).zone())))
                .with(method("Local", value -> moment(instant(value), ZoneId.systemDefault())))
                .with(method("IsDST", Times::isSummer))
                .with(
                        Function.of(
                                "In",
                                List.of(Locations.TYPE),
                                (_, in) -> moment(instant(in.get(0)), Locations.zone(in.get(1)))))
                .with(method("UTC", value -> moment(zoned(value).toInstant(), ZoneOffset.UTC)))
                .with(method("Unix", value -> Durations.int64(instant(value).getEpochSecond())))
                .with(method("UnixMilli", value -> Durations.int64(instant(value).toEpochMilli())))
                .with(method("UnixMicro", value -> Durations.int64(unixMicros(instant(value)))))
                .with(method("UnixNano", value -> Durations.int64(unixNanos(instant(value)))))
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
                                (_, in) ->
                                        moved(
                                                (Value.Moment) in.get(0),
                                                Durations.nanos(in.get(1)))))
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
                .with(
                        Function.of(
                                "Compare",
                                List.of(TIME),
                                (_, in) -> Value.of(order(in.get(0), in.get(1)))))
                .with(byUnit("Round", true))
                .with(byUnit("Truncate", false))
                .with(comparison("Before", order -> order < 0))
                .with(comparison("After", order -> order > 0))
                .with(comparison("Equal", order -> order == 0));
    }

    private static final Type TIME_POINTER = Type.pointerTo(TIME);

    private Times() {}

    /** A moment that is pointed to, as Prometheus' templates have it, shown in a zone. */
    public static Value.Moment pointer(Instant at, ZoneId zone) {
        return new Value.Moment(at, zone, TIME_POINTER);
    }

    /** A moment, shown in a zone. */
    public static Value.Moment moment(Instant at, ZoneId zone) {
        return new Value.Moment(at, zone, TIME);
    }

    /** A duration. */
    public static Value.Whole duration(long nanos) {
        return Durations.of(nanos);
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
                            .plusYears(Durations.nanos(by.get(1)))
                            .plusMonths(Durations.nanos(by.get(2)))
                            .plusDays(from.getDayOfMonth() - 1L)
                            .plusDays(Durations.nanos(by.get(3)));
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

    private static long unixNanos(Instant at) {
        return at.getEpochSecond() * SECOND + at.getNano();
    }

    private static Value named(Type type, Value value, ToLongFunction<ZonedDateTime> part) {
        return new Value.Whole(part.applyAsLong(zoned(value)), type);
    }

    private static Value weekdayOf(Value value) {
        return named(WEEKDAY, value, time -> time.getDayOfWeek().getValue() % 7);
    }

    private static String month(Value value) {
        return Month.of((int) ((Value.Whole) value).value())
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String weekday(Value value) {
        long number = ((Value.Whole) value).value();
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
                name, List.of(TIME), (_, in) -> Value.of(claim.test(order(in.get(0), in.get(1)))));
    }

    private static int order(Value one, Value other) {
        return Integer.signum(instant(one).compareTo(instant(other)));
    }

    private static Value isSummer(Value value) {
        var moment = (Value.Moment) value;
        return Value.of(moment.zone().getRules().isDaylightSavings(moment.at()));
    }

    /** To a multiple of a duration since the zero time, halves up. */
    private static Function byUnit(String name, boolean rounds) {
        return Function.of(
                name,
                List.of(DURATION),
                (_, in) -> {
                    var moment = (Value.Moment) in.get(0);
                    long unit = Durations.nanos(in.get(1));
                    if (unit <= 0) {
                        return moment(moment.at(), moment.zone());
                    }
                    long rest =
                            sinceZero(moment.at()).mod(BigInteger.valueOf(unit)).longValueExact();
                    boolean isUp = rounds && rest >= unit - rest;
                    return moved(moment, isUp ? unit - rest : -rest);
                });
    }

    private static BigInteger sinceZero(Instant at) {
        var since = Duration.between(ZERO, at);
        return BigInteger.valueOf(since.getSeconds())
                .multiply(BigInteger.valueOf(SECOND))
                .add(BigInteger.valueOf(since.getNano()));
    }

    private static long unixMicros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
