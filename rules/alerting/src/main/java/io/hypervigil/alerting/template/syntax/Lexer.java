package io.hypervigil.alerting.template.syntax;

import io.hypervigil.promql.labels.Quoted;
import java.util.ArrayDeque;
import java.util.Map;

/**
 * Cuts a template into tokens, the way that Go's text/template does.
 *
 * <p>One lexical grammar, in one file. Thread: one.
 */
final class Lexer {

    private static final int END = Characters.END;
    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";
    private static final String LEFT_COMMENT = "/*";
    private static final String RIGHT_COMMENT = "*/";

    private static final Map<String, TokenType> KEYWORDS =
            Map.ofEntries(
                    Map.entry("block", TokenType.BLOCK),
                    Map.entry("break", TokenType.BREAK),
                    Map.entry("continue", TokenType.CONTINUE),
                    Map.entry("define", TokenType.DEFINE),
                    Map.entry("else", TokenType.ELSE),
                    Map.entry("end", TokenType.END),
                    Map.entry("if", TokenType.IF),
                    Map.entry("range", TokenType.RANGE),
                    Map.entry("nil", TokenType.NIL),
                    Map.entry("template", TokenType.TEMPLATE),
                    Map.entry("with", TokenType.WITH),
                    Map.entry("true", TokenType.BOOL),
                    Map.entry("false", TokenType.BOOL));

    private final String input;
    private final ArrayDeque<Token> tokens = new ArrayDeque<>();
    private int at;
    private int start;
    private int line = 1;
    private int startLine = 1;
    private int parentheses;
    private boolean insideAction;

    Lexer(String input) {
        this.input = input;
    }

    /** The next token; after the end or an error, the end again. */
    Token next() {
        while (tokens.isEmpty()) {
            if (insideAction) {
                inAction();
            } else {
                inText();
            }
        }
        return tokens.remove();
    }

    private int read() {
        if (at >= input.length()) {
            return END;
        }
        int c = input.codePointAt(at);
        at += Character.charCount(c);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    private int peek() {
        return at >= input.length() ? END : input.codePointAt(at);
    }

    private void emit(TokenType type) {
        tokens.add(new Token(type, start, input.substring(start, at), startLine));
        ignore();
    }

    private void ignore() {
        start = at;
        startLine = line;
    }

    private void fail(String message) {
        tokens.add(new Token(TokenType.ERROR, start, message, startLine));
        at = input.length();
        ignore();
        insideAction = false;
    }

    private void skipTo(int position) {
        while (at < position) {
            read();
        }
    }

    private void inText() {
        int delimiter = input.indexOf(LEFT, at);
        if (delimiter < 0) {
            skipTo(input.length());
            if (at > start) {
                emit(TokenType.TEXT);
            }
            emit(TokenType.END_OF_TEXT);
            return;
        }
        int end = delimiter;
        if (hasLeftTrim(delimiter + LEFT.length())) {
            while (end > at && Characters.isSpace(input.charAt(end - 1))) {
                end--;
            }
        }
        skipTo(end);
        if (at > start) {
            emit(TokenType.TEXT);
        }
        skipTo(delimiter);
        ignore();
        leftDelimiter();
    }

    private boolean hasLeftTrim(int position) {
        return position + 1 < input.length()
                && input.charAt(position) == '-'
                && Characters.isSpace(input.charAt(position + 1));
    }

    private void leftDelimiter() {
        skipTo(at + LEFT.length());
        int trim = hasLeftTrim(at) ? 2 : 0;
        if (input.startsWith(LEFT_COMMENT, at + trim)) {
            skipTo(at + trim);
            ignore();
            comment();
            return;
        }
        emit(TokenType.LEFT_DELIMITER);
        skipTo(at + trim);
        ignore();
        parentheses = 0;
        insideAction = true;
    }

    private void comment() {
        int end = input.indexOf(RIGHT_COMMENT, at + LEFT_COMMENT.length());
        if (end < 0) {
            fail("unclosed comment");
            return;
        }
        skipTo(end + RIGHT_COMMENT.length());
        int width = rightDelimiterWidth();
        if (width == 0) {
            fail("comment ends before closing delimiter");
            return;
        }
        skipTo(at + width);
        trimAfter(width);
        ignore();
    }

    /** How many characters of a right delimiter stand here, its trim marker with it. */
    private int rightDelimiterWidth() {
        if (hasRightTrim(at)) {
            return 2 + RIGHT.length();
        }
        return input.startsWith(RIGHT, at) ? RIGHT.length() : 0;
    }

    private boolean hasRightTrim(int position) {
        return position + 1 < input.length()
                && Characters.isSpace(input.charAt(position))
                && input.charAt(position + 1) == '-'
                && input.startsWith(RIGHT, position + 2);
    }

    private void trimAfter(int width) {
        if (width > RIGHT.length()) {
            while (at < input.length() && Characters.isSpace(input.charAt(at))) {
                read();
            }
        }
    }

    private void rightDelimiter(int width) {
        skipTo(at + width - RIGHT.length());
        ignore();
        skipTo(at + RIGHT.length());
        emit(TokenType.RIGHT_DELIMITER);
        trimAfter(width);
        ignore();
        insideAction = false;
    }

    private void inAction() {
        int width = rightDelimiterWidth();
        if (width > 0) {
            if (parentheses == 0) {
                rightDelimiter(width);
            } else {
                fail("unclosed left paren");
            }
            return;
        }
        int c = read();
        switch (c) {
            case END -> fail("unclosed action");
            case ' ', '\t', '\r', '\n' -> space();
            case '=' -> emit(TokenType.ASSIGN);
            case ':' -> declare();
            case '|' -> emit(TokenType.PIPE);
            case '"' -> quoted('"', TokenType.STRING, "unterminated quoted string");
            case '`' -> raw();
            case '\'' -> quoted('\'', TokenType.CHARACTER, "unterminated character constant");
            case '$' -> fieldOrVariable(TokenType.VARIABLE);
            case '(' -> {
                emit(TokenType.LEFT_PARENTHESIS);
                parentheses++;
            }
            case ')' -> rightParenthesis();
            default -> wordOrNumber(c);
        }
    }

    private void wordOrNumber(int c) {
        if (c == '.' && (peek() < '0' || peek() > '9')) {
            fieldOrVariable(TokenType.FIELD);
        } else if (c == '.' || c == '+' || c == '-' || (c >= '0' && c <= '9')) {
            at = start;
            number();
        } else if (Characters.isAlphaNumeric(c)) {
            identifier();
        } else if (c > ' ' && c < 0x7f) {
            emit(TokenType.CHAR);
        } else {
            fail("unrecognized character in action: " + Characters.shown(c));
        }
    }

    /** The last space before {@code -}}} belongs to that delimiter. */
    private void space() {
        while (Characters.isSpace(peek()) && !hasRightTrim(at)) {
            read();
        }
        emit(TokenType.SPACE);
    }

    private void declare() {
        if (read() == '=') {
            emit(TokenType.DECLARE);
        } else {
            fail("expected :=");
        }
    }

    private void rightParenthesis() {
        parentheses--;
        if (parentheses < 0) {
            fail("unexpected right paren");
        } else {
            emit(TokenType.RIGHT_PARENTHESIS);
        }
    }

    private void quoted(int quote, TokenType type, String complaint) {
        while (true) {
            int c = read();
            if (c == quote) {
                emit(type);
                return;
            }
            if (c == '\\') {
                c = read();
                if (c != END && c != '\n') {
                    continue;
                }
            }
            if (c == END || c == '\n') {
                fail(complaint);
                return;
            }
        }
    }

    private void raw() {
        int c = read();
        while (c != END && c != '`') {
            c = read();
        }
        if (c == END) {
            fail("unterminated raw quoted string");
        } else {
            emit(TokenType.RAW_STRING);
        }
    }

    private void fieldOrVariable(TokenType type) {
        if (Characters.isTerminator(peek())) {
            emit(type == TokenType.VARIABLE ? TokenType.VARIABLE : TokenType.DOT);
            return;
        }
        readWord();
        if (Characters.isTerminator(peek())) {
            emit(type);
        } else {
            fail("bad character " + Characters.shown(peek()));
        }
    }

    private void identifier() {
        readWord();
        if (!Characters.isTerminator(peek())) {
            fail("bad character " + Characters.shown(peek()));
            return;
        }
        emit(KEYWORDS.getOrDefault(input.substring(start, at), TokenType.IDENTIFIER));
    }

    private void readWord() {
        while (Characters.isAlphaNumeric(peek())) {
            read();
        }
    }

    private void number() {
        boolean good = scanNumber();
        if (good && (peek() == '+' || peek() == '-')) {
            good = scanNumber() && input.charAt(at - 1) == 'i';
        }
        if (good) {
            emit(TokenType.NUMBER);
        } else {
            fail("bad number syntax: " + Quoted.text(input.substring(start, at)));
        }
    }

    private boolean scanNumber() {
        accept("+-");
        var digits = "0123456789_";
        if (accept("0")) {
            if (accept("xX")) {
                digits = "0123456789abcdefABCDEF_";
            } else if (accept("oO")) {
                digits = "01234567_";
            } else if (accept("bB")) {
                digits = "01_";
            }
        }
        acceptRun(digits);
        if (accept(".")) {
            acceptRun(digits);
        }
        if (digits.length() == 11 && accept("eE")) {
            accept("+-");
            acceptRun("0123456789_");
        }
        if (digits.length() == 23 && accept("pP")) {
            accept("+-");
            acceptRun("0123456789_");
        }
        accept("i");
        if (Characters.isAlphaNumeric(peek())) {
            read();
            return false;
        }
        return true;
    }

    private boolean accept(String valid) {
        if (peek() != END && valid.indexOf(peek()) >= 0) {
            read();
            return true;
        }
        return false;
    }

    private void acceptRun(String valid) {
        boolean more = accept(valid);
        while (more) {
            more = accept(valid);
        }
    }
}
