package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.value.PositionRange;
import java.util.List;

/**
 * Makes a syntax tree of a text.
 *
 * <p>Errors have Prometheus' texts and places. Whatever the text, it ends soon, with a tree or a
 * {@link ParseException}: a query has at most 50,000 tokens and {@link #MAX_DEPTH} levels.
 *
 * <p>Thread: any.
 */
public final class Parser {

    /** The most levels that a tree has, its root among them. */
    public static final int MAX_DEPTH = 200;

    private Parser() {}

    /**
     * Reads a whole query.
     *
     * @throws ParseException for the first thing that is wrong with it
     */
    public static Expr parse(String query, ParserOptions options) throws ParseException {
        var tokens = new TokenStream(query);
        if (tokens.isNext(TokenType.END)) {
            throw tokens.error(PositionRange.NONE, "no expression found in input");
        }
        var faults = new TypeFaults();
        var expression = new ExpressionParser(tokens, options, faults).expression();
        tokens.take(TokenType.END);
        faults.throwFirst(tokens);
        return expression;
    }

    /**
     * Reads a selector of series, {@code up{job="a"}}, as the HTTP API takes it in {@code match[]}.
     *
     * @return at least one matcher where the selector has any; {@code {}} has none
     * @throws ParseException for the first thing that is wrong with it
     */
    public static List<Matcher> parseMatchers(String selector) throws ParseException {
        var tokens = new TokenStream(selector);
        var first = tokens.peek().type();
        if (!first.isMetricName() && first != TokenType.LEFT_BRACE) {
            throw tokens.unexpected();
        }
        var parsed = new SelectorParser(tokens).selector();
        tokens.take(TokenType.END);
        return parsed.matchers();
    }
}
