package io.hypervigil.alerting.template.syntax;

import java.util.ArrayDeque;

/** Tokens with a look ahead, and the line for errors. */
final class TokenStream {

    private final String name;
    private final Lexer lexer;
    private final ArrayDeque<Token> ahead = new ArrayDeque<>();
    private int line = 1;
    private int actionLine;

    TokenStream(String name, String text) {
        this.name = name;
        this.lexer = new Lexer(text);
    }

    void actionStarts(int atLine) {
        actionLine = atLine;
    }

    Token next() {
        if (!ahead.isEmpty()) {
            return ahead.pop();
        }
        var token = lexer.next();
        line = token.line();
        return token;
    }

    void back(Token token) {
        ahead.push(token);
    }

    Token peek() {
        var token = next();
        back(token);
        return token;
    }

    Token nextNonSpace() {
        var token = next();
        while (token.is(TokenType.SPACE)) {
            token = next();
        }
        return token;
    }

    Token peekNonSpace() {
        var token = nextNonSpace();
        back(token);
        return token;
    }

    Token expect(TokenType type, String context) {
        var token = nextNonSpace();
        if (!token.is(type)) {
            throw unexpected(token, context);
        }
        return token;
    }

    ParseException error(String message) {
        return new ParseException("template: " + name + ":" + line + ": " + message);
    }

    ParseException unexpected(Token token, String context) {
        if (!token.is(TokenType.ERROR)) {
            return error("unexpected " + token + " in " + context);
        }
        var extra = "";
        if (actionLine != 0 && actionLine != token.line()) {
            extra = " in action started at " + name + ":" + actionLine;
            if (token.text().endsWith(" action")) {
                extra = extra.substring(" in action".length());
            }
        }
        return error(token + extra);
    }
}
