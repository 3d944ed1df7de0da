package io.hypervigil.alerting.template.syntax;

import io.hypervigil.promql.labels.Quoted;

/** A piece of a template's text; position in characters, line from 1. */
record Token(TokenType type, int position, String text, int line) {

    private static final int MOST_SHOWN = 10;

    boolean is(TokenType other) {
        return type == other;
    }

    private boolean isKeyword() {
        return type.compareTo(TokenType.VARIABLE) > 0;
    }

    /** As error texts show it. */
    @Override
    public String toString() {
        if (type == TokenType.END_OF_TEXT) {
            return "EOF";
        }
        if (type == TokenType.ERROR) {
            return text;
        }
        if (isKeyword()) {
            return "<" + text + ">";
        }
        if (text.codePointCount(0, text.length()) > MOST_SHOWN) {
            return Quoted.text(text.substring(0, text.offsetByCodePoints(0, MOST_SHOWN))) + "...";
        }
        return Quoted.text(text);
    }
}
