package io.hypervigil.alerting.template.time;

import io.hypervigil.alerting.template.format.DurationText;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.function.LongBinaryOperator;

/** Go's {@code time.Duration} as a type of templates. */
final class Durations {

    private static final long SECOND = 1_000_000_000L;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    static final Type TYPE =
            Type.named("time.Duration", Type.INT64)
                    .shownAs(value -> DurationText.of(nanos(value)))
                    .with(method("String", value -> Value.of(DurationText.of(nanos(value)))))
                    .with(method("Hours", value -> seconds(value, 3600)))
                    .with(method("Minutes", value -> seconds(value, 60)))
                    .with(method("Seconds", value -> seconds(value, 1)))
                    .with(method("Milliseconds", value -> int64(nanos(value) / 1_000_000)))
                    .with(method("Microseconds", value -> int64(nanos(value) / 1_000)))
                    .with(method("Nanoseconds", value -> int64(nanos(value))))
                    .with(method("Abs", value -> of(absolute(nanos(value)))));

    static {
        TYPE.with(byUnit("Round", (nanos, unit) -> rounded(nanos, unit)))
                .with(byUnit("Truncate", (nanos, unit) -> nanos - nanos % unit));
    }

    private Durations() {}

    static Value.Whole of(long nanos) {
        return new Value.Whole(nanos, TYPE);
    }

    static long nanos(Value value) {
        return ((Value.Whole) value).value();
    }

    static Value int64(long number) {
        return new Value.Whole(number, Type.INT64);
    }

    private static long absolute(long nanos) {
        return nanos == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanos);
    }

    private static Value seconds(Value value, long unit) {
        long size = unit * SECOND;
        long nanos = nanos(value);
        long whole = nanos / size;
        return Value.of((double) whole + (double) (nanos % size) / (double) size);
    }

    private static Function byUnit(String name, LongBinaryOperator change) {
        return Function.of(
                name,
                List.of(TYPE),
                (_, in) -> {
                    long unit = nanos(in.get(1));
                    long nanos = nanos(in.get(0));
                    return of(unit <= 0 ? nanos : change.applyAsLong(nanos, unit));
                });
    }

    /** To the nearest multiple, halves away from zero; at most as long as Go can say. */
    private static long rounded(long nanos, long unit) {
        var half = BigInteger.valueOf(unit).subtract(BigInteger.ONE).shiftRight(1);
        var size = BigInteger.valueOf(nanos).abs();
        var rest = size.mod(BigInteger.valueOf(unit));
        boolean isUp = rest.compareTo(half) > 0;
        var down = size.subtract(rest);
        var near = isUp ? down.add(BigInteger.valueOf(unit)) : down;
        var signed = nanos < 0 ? near.negate() : near;
        return signed.min(MOST).max(LEAST).longValueExact();
    }

    private static Function method(String name, java.util.function.Function<Value, Value> result) {
        return Function.of(name, List.of(), (_, in) -> result.apply(in.getFirst()));
    }
}
