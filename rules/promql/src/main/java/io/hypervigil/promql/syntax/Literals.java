package io.hypervigil.promql.syntax;

import io.hypervigil.promql.number.Numbers;

/** What tokens of numbers mean. */
final class Literals {

    private Literals() {}

    /** The value of a number, or of a duration in seconds. */
    static double number(Token token, TokenStream tokens) throws ParseException {
        try {
            return token.type() == TokenType.DURATION
                    ? Durations.parseMillis(token.text()) / 1000.0
                    : Numbers.parse(token.text());
        } catch (NumberFormatException e) {
            throw tokens.error(token.position(), "error parsing number: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw tokens.error(token.position(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * The next tokens, a number or a duration, perhaps with a sign before it.
     *
     * @param context where, for the error that it is none
     */
    static double signedNumber(TokenStream tokens, String context, String expected)
            throws ParseException {
        boolean isNegative = tokens.isNext(TokenType.SUBTRACT);
        if (tokens.peek().type().isSign()) {
            tokens.take();
        }
        if (!tokens.isNext(TokenType.NUMBER) && !tokens.isNext(TokenType.DURATION)) {
            throw tokens.unexpected(context, expected);
        }
        double value = number(tokens.take(), tokens);
        return isNegative ? -value : value;
    }
}
