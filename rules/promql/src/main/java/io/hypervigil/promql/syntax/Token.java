package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.value.PositionRange;

/**
 * A piece of a query that means something.
 *
 * @param text as it is written
 */
record Token(TokenType type, String text, PositionRange position) {

    /** Of longer texts, in bytes, errors show so many characters. */
    private static final int MAX_SHOWN = 10;

    int start() {
        return position.start();
    }

    int end() {
        return position.end();
    }

    /** From here to the end of another. */
    PositionRange to(Token last) {
        return new PositionRange(start(), last.end());
    }

    /** As errors name it: {@code number "5"}, {@code <op:+>}, {@code end of input}. */
    String describe() {
        return switch (type) {
            case END -> type.text();
            case IDENTIFIER, METRIC_IDENTIFIER -> type.text() + " " + Quoted.text(text);
            case STRING, NUMBER, DURATION -> type.text() + " " + shortened();
            // The others are shown by their kind.
            default -> describeFixed();
        };
    }

    private String describeFixed() {
        return switch (type.kind()) {
            case KEYWORD -> "<" + text + ">";
            case OPERATOR -> "<op:" + text + ">";
            case AGGREGATOR -> "<aggr:" + text + ">";
            case FREE, FIXED -> shortened();
        };
    }

    private String shortened() {
        if (end() - start() <= MAX_SHOWN) {
            return Quoted.text(text);
        }
        int shown = Math.min(MAX_SHOWN, text.codePointCount(0, text.length()));
        return Quoted.text(text.substring(0, text.offsetByCodePoints(0, shown))) + "...";
    }
}
