package io.hypervigil.promql.syntax;

import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.syntax.Expr.MatrixSelector;
import io.hypervigil.promql.syntax.Expr.Subquery;
import io.hypervigil.promql.syntax.Expr.VectorSelector;
import io.hypervigil.promql.value.PositionRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** Puts {@code offset}, {@code @}, {@code anchored} and {@code smoothed} on what may have them. */
final class TimeModifiers {

    private static final String TARGETS =
            " modifier must be preceded by an instant vector selector or range vector selector or a"
                    + " subquery";

    private final TokenStream tokens;

    TimeModifiers(TokenStream tokens) {
        this.tokens = tokens;
    }

    Expr withOffset(Expr target, DurationExpr offset) throws ParseException {
        var time = time(target, "offset");
        if (time.offset().isPresent()) {
            throw tokens.error(target.position(), "offset may not be set multiple times");
        }
        var effective = isZero(offset) ? Optional.<DurationExpr>empty() : Optional.of(offset);
        return with(target, new TimeModifier(time.at(), effective), offset.position().end());
    }

    /** To the nanosecond, which is what Prometheus counts. */
    private static boolean isZero(DurationExpr offset) {
        return offset instanceof DurationExpr.Literal literal
                && Math.round(literal.seconds() * 1e9) == 0;
    }

    Expr withTime(Expr target, double seconds, int end) throws ParseException {
        // Prometheus' bounds are those of 64 bits, though it counts milliseconds then.
        if (!(Math.abs(seconds) < 0x1p63)) {
            throw tokens.error(
                    target.position(),
                    "timestamp out of bounds for @ modifier: " + sixDecimals(seconds));
        }
        double millis = seconds * 1000;
        long rounded = (long) (millis < 0 ? Math.ceil(millis - 0.5) : Math.floor(millis + 0.5));
        return withAt(target, new TimeModifier.At.Time(rounded), end);
    }

    private static String sixDecimals(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Numbers.plain(value);
        }
        return new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    }

    Expr withAt(Expr target, TimeModifier.At at, int end) throws ParseException {
        var time = time(target, "@");
        if (time.at().isPresent()) {
            throw tokens.error(target.position(), "@ <timestamp> may not be set multiple times");
        }
        return with(target, new TimeModifier(Optional.of(at), time.offset()), end);
    }

    private TimeModifier time(Expr target, String modifier) throws ParseException {
        return switch (target) {
            case VectorSelector selector -> selector.time();
            case MatrixSelector matrix -> matrix.selector().time();
            case Subquery subquery -> subquery.time();
            // The others take no samples of their own.
            default -> throw tokens.error(target.position(), modifier + TARGETS);
        };
    }

    private static Expr with(Expr target, TimeModifier time, int end) {
        var position = new PositionRange(target.position().start(), end);
        return switch (target) {
            case VectorSelector selector -> with(selector, time, selector.extension(), position);
            case MatrixSelector matrix -> {
                var inner = matrix.selector();
                yield new MatrixSelector(
                        with(inner, time, inner.extension(), inner.position()),
                        matrix.range(),
                        position);
            }
            case Subquery subquery ->
                    new Subquery(
                            subquery.inner(), subquery.range(), subquery.step(), time, position);
            // Refused before, when its time was asked for.
            default -> target;
        };
    }

    private static VectorSelector with(
            VectorSelector selector,
            TimeModifier time,
            Extension extension,
            PositionRange position) {
        return new VectorSelector(selector.name(), selector.matchers(), time, extension, position);
    }

    Expr withExtension(Expr target, Extension extension) throws ParseException {
        return switch (target) {
            case VectorSelector selector -> extended(selector, extension, target);
            case MatrixSelector matrix ->
                    new MatrixSelector(
                            extended(matrix.selector(), extension, target),
                            matrix.range(),
                            matrix.position());
            case Subquery _ -> throw refused(target, extension, " is not supported for subqueries");
            // The others have no samples around them.
            default -> throw refused(target, extension, " not implemented");
        };
    }

    private VectorSelector extended(VectorSelector selector, Extension extension, Expr target)
            throws ParseException {
        if (selector.extension() != Extension.NONE && selector.extension() != extension) {
            throw tokens.error(
                    target.position(), "anchored and smoothed modifiers cannot be used together");
        }
        return with(selector, selector.time(), extension, selector.position());
    }

    ParseException refused(Expr target, Extension extension, String reason) {
        var name = extension.name().toLowerCase(Locale.ROOT);
        return tokens.error(target.position(), name + " modifier" + reason);
    }
}
