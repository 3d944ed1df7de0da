package io.hypervigil.alerting.template.rule;

import io.hypervigil.alerting.template.format.MomentText;
import io.hypervigil.alerting.template.text.Humanized;
import io.hypervigil.alerting.template.time.Times;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.number.Numbers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Numbers of seconds as moments and durations. */
final class TimeFunctions {

    static final List<Function> ALL =
            List.of(
                    Function.of("humanizeTimestamp", List.of(Type.ANY), TimeFunctions::humanized),
                    Function.of("toTime", List.of(Type.ANY), (_, in) -> moment(number(in))),
                    Function.of(
                            "toDuration",
                            List.of(Type.ANY),
                            (_, in) -> Times.duration(nanos(number(in)))));

    private TimeFunctions() {}

    private static double number(List<Value> in) {
        return Humanized.toNumber(in.getFirst());
    }

    private static Value humanized(Budget budget, List<Value> in) {
        double seconds = number(in);
        return Double.isFinite(seconds)
                ? Value.of(MomentText.of(Times.zoned(moment(seconds))))
                : Value.of(Humanized.digits(budget, seconds));
    }

    /** To the millisecond. */
    private static Value moment(double seconds) {
        long millis = nanos(seconds) / 1_000_000;
        return Times.pointer(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    private static long nanos(double seconds) {
        if (!Double.isFinite(seconds)) {
            throw new FunctionFailure("value is NaN or Inf");
        }
        double nanos = seconds * 1e9;
        if (nanos > 0x1p63 || nanos < -0x1p63) {
            throw new FunctionFailure(
                    Numbers.shortest(seconds)
                            + " cannot be represented as a nanoseconds timestamp"
                            + " since it overflows int64");
        }
        return (long) nanos;
    }
}
