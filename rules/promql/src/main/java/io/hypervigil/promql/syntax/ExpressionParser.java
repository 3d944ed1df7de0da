package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.syntax.Expr.VectorSelector;
import io.hypervigil.promql.value.PositionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions by precedence climbing. From the weakest: {@code or}; {@code and} and {@code
 * unless}; comparisons; sums; products and signs; powers, to the right; then what is put behind an
 * operand.
 *
 * <p>It is one class because its rules call each other in a ring.
 */
final class ExpressionParser {

    private static final int LOWEST = 1;
    private static final int POWER = 6;

    private static final String SUBQUERY = "subquery selector";
    private static final String DURATION = "number, duration, step(), or range()";
    private static final String DURATION_OR_BRACKET = "number, duration, step(), range(), or \"]\"";

    private final TokenStream tokens;
    private final ParserOptions options;
    private final TypeFaults faults;
    private final Nesting nesting;
    private final SelectorParser selectors;
    private final DurationParser durations;
    private final TimeModifiers modifiers;
    private final BinaryParser binaries;

    ExpressionParser(TokenStream tokens, ParserOptions options, TypeFaults faults) {
        this.tokens = tokens;
        this.options = options;
        this.faults = faults;
        this.nesting = new Nesting(tokens);
        this.selectors = new SelectorParser(tokens);
        this.durations = new DurationParser(tokens, nesting, options.allowsDurationExpressions());
        this.modifiers = new TimeModifiers(tokens);
        this.binaries = new BinaryParser(tokens, selectors, faults, options.allowsFill());
    }

    Expr expression() throws ParseException {
        return expression(LOWEST);
    }

    private Expr expression(int lowest) throws ParseException {
        nesting.enter();
        var left = operand();
        int height = nesting.height();
        while (precedence(tokens.peek()) >= lowest) {
            var operator = tokens.take();
            var between = binaries.modifiers();
            int precedence = precedence(operator);
            var right = expression(precedence == POWER ? POWER : precedence + 1);
            left = binaries.binary(left, operator, between, right);
            nesting.node(Math.max(height, nesting.height()), operator.position());
            height = nesting.height();
        }
        nesting.leave();
        return left;
    }

    /** 0: it stands between no expressions. */
    private static int precedence(Token token) {
        var operator = token.type().operator();
        if (operator == null) {
            return 0;
        }
        return switch (operator) {
            case OR -> LOWEST;
            case AND, UNLESS -> 2;
            case EQUAL,
                    NOT_EQUAL,
                    LESS,
                    GREATER,
                    LESS_OR_EQUAL,
                    GREATER_OR_EQUAL,
                    TRIM_UPPER,
                    TRIM_LOWER ->
                    3;
            case ADD, SUBTRACT -> 4;
            case MULTIPLY, DIVIDE, MODULO, ATAN2 -> 5;
            case POWER -> POWER;
        };
    }

    private Expr operand() throws ParseException {
        if (tokens.peek().type().isSign()) {
            return signed();
        }
        var operand = primary();
        while (true) {
            var modified = modified(operand);
            if (modified == null) {
                return checked(operand);
            }
            operand = modified;
        }
    }

    /** A sign binds like a product: {@code -2 ^ 2} is -4. */
    private Expr signed() throws ParseException {
        var sign = tokens.take();
        boolean isNegative = sign.type() == TokenType.SUBTRACT;
        var operand = expression(POWER);
        var position = new PositionRange(sign.start(), operand.position().end());
        if (operand instanceof Expr.NumberLiteral number) {
            double value = isNegative ? -number.value() : number.value();
            return new Expr.NumberLiteral(value, number.isDuration(), position);
        }
        nesting.node(nesting.height(), position);
        var signed = new Expr.Unary(isNegative, operand, position);
        if (operand.type() != ValueType.SCALAR && operand.type() != ValueType.VECTOR) {
            faults.add(
                    signed,
                    "unary expression only allowed on expressions of type scalar or instant vector,"
                            + " got "
                            + Quoted.text(operand.type().description()));
        }
        return signed;
    }

    private Expr primary() throws ParseException {
        var token = tokens.peek();
        return switch (token.type()) {
            case NUMBER, DURATION -> {
                double value = Literals.number(tokens.take(), tokens);
                nesting.leaf();
                yield new Expr.NumberLiteral(
                        value, token.type() == TokenType.DURATION, token.position());
            }
            case STRING -> {
                tokens.take();
                nesting.leaf();
                yield new Expr.StringLiteral(StringLiterals.value(token.text()), token.position());
            }
            case LEFT_PAREN -> parenthesized();
            case LEFT_BRACE -> {
                nesting.leaf();
                yield selectors.selector();
            }
            // What is left begins with a name.
            default -> named();
        };
    }

    private Expr parenthesized() throws ParseException {
        var left = tokens.take();
        var inner = expression(LOWEST);
        var position = left.to(tokens.take(TokenType.RIGHT_PAREN));
        nesting.node(nesting.height(), position);
        return new Expr.Parenthesized(inner, position);
    }

    private Expr named() throws ParseException {
        if (!tokens.peek().type().isMetricName()) {
            throw tokens.unexpected();
        }
        var name = tokens.take();
        var next = tokens.peek().type();
        if (name.type() == TokenType.AGGREGATOR
                && (next == TokenType.LEFT_PAREN
                        || next == TokenType.BY
                        || next == TokenType.WITHOUT)) {
            return aggregation(name);
        }
        if (name.type().isFunctionName() && next == TokenType.LEFT_PAREN) {
            return call(name);
        }
        nesting.leaf();
        return selectors.named(name);
    }

    // ---- Aggregations and calls.

    private Expr aggregation(Token name) throws ParseException {
        boolean isWithout = tokens.isNext(TokenType.WITHOUT);
        List<String> grouping = List.of();
        boolean isGrouped = isWithout || tokens.isNext(TokenType.BY);
        if (isGrouped) {
            tokens.take();
            grouping = selectors.labels();
        }
        tokens.enterAggregation();
        var arguments = new ArrayList<Expr>();
        var last = arguments(arguments);
        tokens.leaveAggregation();
        int end = last.end();
        if (!isGrouped && (tokens.isNext(TokenType.BY) || tokens.isNext(TokenType.WITHOUT))) {
            isWithout = tokens.take().type() == TokenType.WITHOUT;
            grouping = selectors.labels();
            end = tokens.lastEnd();
        }
        return aggregation(
                name, arguments, isWithout, grouping, new PositionRange(name.start(), end));
    }

    private Expr aggregation(
            Token name,
            List<Expr> arguments,
            boolean isWithout,
            List<String> grouping,
            PositionRange position)
            throws ParseException {
        var aggregator = Aggregator.valueOf(name.text().toUpperCase(Locale.ROOT));
        if (arguments.isEmpty()) {
            throw tokens.error(position, "no arguments for aggregate expression provided");
        }
        if (aggregator.isExperimental() && !options.allowsExperimentalFunctions()) {
            throw tokens.error(
                    position,
                    aggregator.id()
                            + "() is experimental and must be enabled with"
                            + " --enable-feature=promql-experimental-functions");
        }
        int wanted = aggregator.hasParameter() ? 2 : 1;
        if (arguments.size() != wanted) {
            throw tokens.error(
                    position,
                    "wrong number of arguments for aggregate expression provided, expected "
                            + wanted
                            + ", got "
                            + arguments.size());
        }
        var operand = arguments.getLast();
        faults.expect(operand, ValueType.VECTOR, "aggregation expression");
        var parameter = Optional.<Expr>empty();
        if (aggregator.hasParameter()) {
            parameter = Optional.of(arguments.getFirst());
            faults.expect(arguments.getFirst(), aggregator.parameter(), "aggregation parameter");
        }
        return new Expr.Aggregation(aggregator, operand, parameter, isWithout, grouping, position);
    }

    private Expr call(Token name) throws ParseException {
        var arguments = new ArrayList<Expr>();
        var last = arguments(arguments);
        var function =
                Functions.find(name.text())
                        .orElseThrow(
                                () ->
                                        tokens.error(
                                                name.position(),
                                                "unknown function with name "
                                                        + Quoted.text(name.text())));
        if (function.isExperimental() && !options.allowsExperimentalFunctions()) {
            throw tokens.error(
                    name.position(), "function " + Quoted.text(name.text()) + " is not enabled");
        }
        var call = new Expr.Call(function, arguments, name.to(last));
        CallCheck.check(call, faults);
        return call;
    }

    /** Reads on from the left parenthesis, and gives the right one. */
    private Token arguments(List<Expr> into) throws ParseException {
        tokens.take(TokenType.LEFT_PAREN);
        int height = 0;
        while (!tokens.isNext(TokenType.RIGHT_PAREN)) {
            into.add(expression(LOWEST));
            height = Math.max(height, nesting.height());
            if (!tokens.isNext(TokenType.COMMA)) {
                break;
            }
            var comma = tokens.take();
            if (!tokens.peek().type().startsExpression()) {
                throw tokens.error(
                        comma.position(), "trailing commas not allowed in function call args");
            }
        }
        var last = tokens.take(TokenType.RIGHT_PAREN);
        nesting.node(height, last.position());
        return last;
    }

    // ---- What is put behind an operand.

    /** Null: nothing is. */
    private @Nullable Expr modified(Expr operand) throws ParseException {
        return switch (tokens.peek().type()) {
            case LEFT_BRACKET -> bracketed(operand);
            case OFFSET -> {
                tokens.take();
                int height = nesting.height();
                var offset = durations.offset();
                nesting.node(Math.max(height, nesting.height()), operand.position());
                yield modifiers.withOffset(operand, offset);
            }
            case AT -> at(operand);
            case ANCHORED -> extended(operand, Extension.ANCHORED);
            case SMOOTHED -> extended(operand, Extension.SMOOTHED);
            // Something else begins.
            default -> null;
        };
    }

    private Expr extended(Expr operand, Extension extension) throws ParseException {
        tokens.take();
        if (!options.allowsExtendedRanges()) {
            throw modifiers.refused(operand, extension, " is experimental and not enabled");
        }
        return modifiers.withExtension(operand, extension);
    }

    private Expr at(Expr operand) throws ParseException {
        tokens.take();
        return switch (tokens.peek().type()) {
            case START -> atEdge(operand, new TimeModifier.At.Start());
            case END_OF_QUERY -> atEdge(operand, new TimeModifier.At.End());
            // A number, or an error.
            default -> {
                double seconds = Literals.signedNumber(tokens, "@", "timestamp");
                yield modifiers.withTime(operand, seconds, tokens.lastEnd());
            }
        };
    }

    private Expr atEdge(Expr operand, TimeModifier.At edge) throws ParseException {
        tokens.take();
        tokens.take(TokenType.LEFT_PAREN, "@", "timestamp");
        var last = tokens.take(TokenType.RIGHT_PAREN, "@", "timestamp");
        return modifiers.withAt(operand, edge, last.end());
    }

    private Expr bracketed(Expr operand) throws ParseException {
        int height = nesting.height();
        var left = tokens.take();
        var range = durations.positive("subquery or range selector", DURATION);
        height = Math.max(height, nesting.height());
        if (tokens.takeIf(TokenType.COLON)) {
            return subquery(operand, range, height);
        }
        var right = tokens.take(TokenType.RIGHT_BRACKET, "subquery or range", "\":\" or \"]\"");
        var selector = selectorOf(operand, left.to(right));
        var position = new PositionRange(operand.position().start(), right.end());
        nesting.node(height, position);
        return new Expr.MatrixSelector(selector, range, position);
    }

    private VectorSelector selectorOf(Expr operand, PositionRange brackets) throws ParseException {
        if (!(operand instanceof VectorSelector selector)) {
            throw tokens.error(brackets, "ranges only allowed for vector selectors");
        }
        if (selector.time().offset().isPresent()) {
            throw tokens.error(brackets, "no offset modifiers allowed before range");
        }
        if (selector.time().at().isPresent()) {
            throw tokens.error(brackets, "no @ modifiers allowed before range");
        }
        return selector;
    }

    private Expr subquery(Expr inner, DurationExpr range, int height) throws ParseException {
        var step = Optional.<DurationExpr>empty();
        int highest = height;
        if (!tokens.isNext(TokenType.RIGHT_BRACKET)) {
            step = Optional.of(durations.positive(SUBQUERY, DURATION_OR_BRACKET));
            highest = Math.max(height, nesting.height());
        }
        var right = tokens.take(TokenType.RIGHT_BRACKET, SUBQUERY, "\"]\"");
        var position = new PositionRange(inner.position().start(), right.end());
        nesting.node(highest, position);
        var subquery = new Expr.Subquery(checked(inner), range, step, TimeModifier.NONE, position);
        if (inner.type() != ValueType.VECTOR) {
            faults.add(
                    subquery,
                    "subquery is only allowed on instant vector, got "
                            + inner.type().id()
                            + " instead");
        }
        return subquery;
    }

    /** Checks a selector when all of it has been read. */
    private Expr checked(Expr operand) {
        switch (operand) {
            case VectorSelector selector -> check(selector);
            case Expr.MatrixSelector matrix -> check(matrix.selector());
            // The others were checked when they were built.
            default -> {}
        }
        return operand;
    }

    private void check(VectorSelector selector) {
        if (selector.name().isEmpty()) {
            if (selector.matchers().stream().allMatch(Matcher::matchesEmpty)) {
                faults.add(selector, "vector selector must contain at least one non-empty matcher");
            }
            return;
        }
        // The last is the one for the name before the braces.
        selector.matchers().subList(0, selector.matchers().size() - 1).stream()
                .filter(matcher -> matcher.name().equals(Labels.NAME))
                .findFirst()
                .ifPresent(
                        second ->
                                faults.add(
                                        selector,
                                        "metric name must not be set twice: "
                                                + Quoted.text(selector.name())
                                                + " or "
                                                + Quoted.text(second.value())));
    }
}
