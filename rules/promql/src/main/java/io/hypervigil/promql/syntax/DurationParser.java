package io.hypervigil.promql.syntax;

import io.hypervigil.promql.syntax.DurationExpr.Literal;
import io.hypervigil.promql.syntax.DurationExpr.Operator;
import io.hypervigil.promql.value.PositionRange;
import org.jspecify.annotations.Nullable;

/** Reads lengths of time and calculations with them. */
final class DurationParser {

    private static final String OFFSET = "offset";
    private static final String EXPECTED = "number, duration, step(), or range()";

    /** Prometheus counts nanoseconds in 64 bits. */
    private static final double MAX_SECONDS = 0x1p63 / 1e9;

    private static final int LOWEST = 1;
    private static final int POWER = 3;

    private final TokenStream tokens;
    private final Nesting nesting;
    private final boolean allowsCalculations;

    DurationParser(TokenStream tokens, Nesting nesting, boolean allowsCalculations) {
        this.tokens = tokens;
        this.nesting = nesting;
        this.allowsCalculations = allowsCalculations;
    }

    /** A calculation behind a left bracket or a colon; a literal is more than 0. */
    DurationExpr positive(String context, String expected) throws ParseException {
        var duration = new Reader(context, expected).calculation(LOWEST);
        if (duration instanceof Literal literal && literal.seconds() <= 0) {
            throw tokens.error(literal.position(), "duration must be greater than 0");
        }
        return duration;
    }

    /**
     * What follows {@code offset}. It ends with its first operand: {@code a offset 5 + 2} adds 2 to
     * a. Only where it begins with a parenthesis does it go on behind it.
     */
    DurationExpr offset() throws ParseException {
        var reader = new Reader(OFFSET, EXPECTED);
        if (tokens.isNext(TokenType.LEFT_PAREN)) {
            return reader.calculation(LOWEST);
        }
        if (!tokens.peek().type().isSign()) {
            return reader.operand();
        }
        var sign = tokens.take();
        return switch (tokens.peek().type()) {
            case NUMBER, DURATION -> signed(sign, reader.literal(sign));
            case ADD, SUBTRACT -> signed(sign, reader.calculation(POWER));
            // One operand, or an error.
            default -> signed(sign, reader.operand());
        };
    }

    private DurationExpr signed(Token sign, DurationExpr operand) throws ParseException {
        boolean isNegative = sign.type() == TokenType.SUBTRACT;
        var position = new PositionRange(sign.start(), operand.position().end());
        if (operand instanceof Literal literal) {
            double seconds = isNegative ? -literal.seconds() : literal.seconds();
            return new Literal(seconds, literal.isDuration(), position);
        }
        if (!isNegative) {
            return operand;
        }
        nesting.node(nesting.height(), position);
        return new DurationExpr.Signed(true, operand, position);
    }

    /** Reads in one place, whose name errors tell. */
    private final class Reader {

        private final String context;
        private final String expected;

        Reader(String context, String expected) {
            this.context = context;
            this.expected = expected;
        }

        DurationExpr calculation(int lowest) throws ParseException {
            nesting.enter();
            var left = leftmost();
            int height = nesting.height();
            while (true) {
                var operator = operator(tokens.peek());
                if (operator == null || precedence(operator) < lowest) {
                    break;
                }
                var sign = tokens.take();
                allow(left);
                int next = precedence(operator) + (operator == Operator.POWER ? 0 : 1);
                var right = calculation(next);
                refuseZero(operator, right, sign);
                var position = new PositionRange(left.position().start(), right.position().end());
                nesting.node(Math.max(height, nesting.height()), position);
                height = nesting.height();
                left = new DurationExpr.Binary(operator, left, right, position);
            }
            nesting.leave();
            return left;
        }

        private DurationExpr leftmost() throws ParseException {
            if (!tokens.peek().type().isSign()) {
                return operand();
            }
            var sign = tokens.take();
            return signed(sign, calculation(POWER));
        }

        DurationExpr operand() throws ParseException {
            return switch (tokens.peek().type()) {
                case NUMBER, DURATION -> literal(tokens.peek());
                case STEP, RANGE -> ofQuery();
                case MIN_OF, MAX_OF -> extreme();
                case LEFT_PAREN -> parenthesized();
                // Nothing else is a length of time.
                default -> throw tokens.unexpected(context, expected);
            };
        }

        /**
         * @param culprit what errors point to
         */
        DurationExpr literal(Token culprit) throws ParseException {
            var token = tokens.take();
            double seconds = Literals.number(token, tokens);
            if (!(Math.abs(seconds) <= MAX_SECONDS)) {
                throw tokens.error(culprit.position(), "duration out of range");
            }
            nesting.leaf();
            return new Literal(seconds, token.type() == TokenType.DURATION, token.position());
        }

        private DurationExpr ofQuery() throws ParseException {
            var name = tokens.take();
            take(TokenType.LEFT_PAREN);
            var position = name.to(take(TokenType.RIGHT_PAREN));
            nesting.leaf();
            return allow(
                    name.type() == TokenType.STEP
                            ? new DurationExpr.Step(position)
                            : new DurationExpr.Range(position));
        }

        private DurationExpr extreme() throws ParseException {
            var name = tokens.take();
            take(TokenType.LEFT_PAREN);
            var left = calculation(LOWEST);
            int height = nesting.height();
            take(TokenType.COMMA);
            var right = calculation(LOWEST);
            var position = name.to(take(TokenType.RIGHT_PAREN));
            nesting.node(Math.max(height, nesting.height()), position);
            var operator = name.type() == TokenType.MIN_OF ? Operator.MIN : Operator.MAX;
            return allow(new DurationExpr.Binary(operator, left, right, position));
        }

        private DurationExpr parenthesized() throws ParseException {
            var left = tokens.take();
            var inner = calculation(LOWEST);
            var position = left.to(take(TokenType.RIGHT_PAREN));
            allow(inner);
            nesting.node(nesting.height(), position);
            return inner instanceof DurationExpr.Parenthesized
                    ? inner
                    : new DurationExpr.Parenthesized(inner, position);
        }

        private Token take(TokenType type) throws ParseException {
            return tokens.take(type, context, expected);
        }

        private DurationExpr allow(DurationExpr duration) throws ParseException {
            if (!allowsCalculations) {
                throw tokens.error(
                        duration.position(), "experimental duration expression is not enabled");
            }
            return duration;
        }
    }

    private void refuseZero(Operator operator, DurationExpr right, Token sign)
            throws ParseException {
        if (right instanceof Literal literal && literal.seconds() == 0) {
            if (operator == Operator.DIVIDE) {
                throw tokens.error(sign.position(), "division by zero");
            }
            if (operator == Operator.MODULO) {
                throw tokens.error(sign.position(), "modulo by zero");
            }
        }
    }

    private static @Nullable Operator operator(Token token) {
        return switch (token.type()) {
            case ADD -> Operator.ADD;
            case SUBTRACT -> Operator.SUBTRACT;
            case MULTIPLY -> Operator.MULTIPLY;
            case DIVIDE -> Operator.DIVIDE;
            case MODULO -> Operator.MODULO;
            case POWER -> Operator.POWER;
            // The others end a calculation.
            default -> null;
        };
    }

    private static int precedence(Operator operator) {
        return switch (operator) {
            case ADD, SUBTRACT -> LOWEST;
            case MULTIPLY, DIVIDE, MODULO -> 2;
            case POWER, MIN, MAX -> POWER;
        };
    }
}
