package io.hypervigil.promql.syntax;

import io.hypervigil.promql.value.PositionRange;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a query, one looked at ahead, and what is wrong where one is not as expected.
 *
 * <p>A token is cut out when it is looked at and no sooner: of two errors the first counts, and
 * what the lexer finds further on is the second.
 */
final class TokenStream {

    /**
     * What a query may have: a tree of it takes some 10 MB. A generated query of Grafana has
     * hundreds.
     */
    private static final int MAX_TOKENS = 50_000;

    private final QueryText text;
    private final Lexer lexer;
    private @Nullable Token ahead;
    private int taken;
    private int lastEnd;
    private int openAggregations;

    TokenStream(String query) {
        this.text = new QueryText(query);
        this.lexer = new Lexer(text);
    }

    /** The next token, which stays the next. */
    Token peek() throws ParseException {
        var known = ahead;
        if (known == null) {
            known = lexer.next();
            ahead = known;
        }
        return known;
    }

    boolean isNext(TokenType type) throws ParseException {
        return peek().type() == type;
    }

    Token take() throws ParseException {
        var token = peek();
        taken++;
        if (taken > MAX_TOKENS) {
            throw error(token.position(), "the query has more than " + MAX_TOKENS + " tokens");
        }
        ahead = null;
        lastEnd = token.end();
        return token;
    }

    /** Where the token ends that was taken last. */
    int lastEnd() {
        return lastEnd;
    }

    /** Takes the next token if it is of a type. */
    boolean takeIf(TokenType type) throws ParseException {
        boolean isThere = isNext(type);
        if (isThere) {
            take();
        }
        return isThere;
    }

    /** Takes the next token, which must be of a type where no more is known to say. */
    Token take(TokenType type) throws ParseException {
        if (!isNext(type)) {
            throw unexpected();
        }
        return take();
    }

    /** Takes the next token, which must be of a type. */
    Token take(TokenType type, String context, String expected) throws ParseException {
        if (!isNext(type)) {
            throw unexpected(context, expected);
        }
        return take();
    }

    /**
     * From here on to {@link #leaveAggregation}, errors without a context are in an aggregation.
     */
    void enterAggregation() {
        openAggregations++;
    }

    void leaveAggregation() {
        openAggregations--;
    }

    /** The error that nothing may stand where the next token does, but what does not matter. */
    ParseException unexpected() throws ParseException {
        return unexpected(openAggregations > 0 ? "aggregation" : "", "");
    }

    /** The error that the next token is not what is expected. */
    ParseException unexpected(String context, String expected) throws ParseException {
        var token = peek();
        var in = context.isEmpty() ? "" : " in " + context;
        var instead = expected.isEmpty() ? "" : ", expected " + expected;
        return error(token.position(), "unexpected " + token.describe() + in + instead);
    }

    ParseException error(PositionRange position, String reason) {
        return text.error(position, reason);
    }
}
