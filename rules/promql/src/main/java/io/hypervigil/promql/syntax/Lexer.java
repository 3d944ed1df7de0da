package io.hypervigil.promql.syntax;

import static io.hypervigil.promql.syntax.Characters.isDigit;
import static io.hypervigil.promql.syntax.Characters.isLetter;
import static io.hypervigil.promql.syntax.Characters.isLetterOrDigit;
import static io.hypervigil.promql.syntax.Characters.isSpace;
import static io.hypervigil.promql.syntax.Characters.quoted;

import io.hypervigil.promql.labels.Quoted;

/**
 * Cuts a query into tokens. It knows whether it is inside braces or brackets, where other
 * characters are allowed, and finds parentheses that do not match: Prometheus reports these things
 * here, so they come before what the parser finds.
 */
final class Lexer {

    private final QueryText text;
    private int place;

    private int openParentheses;
    private boolean isInBraces;
    private boolean isInBrackets;

    /** From a left bracket to the first number: what may stand there is a duration only. */
    private boolean isBeforeDuration;

    private boolean hasColon;
    private boolean hasDuration;

    Lexer(QueryText text) {
        this.text = text;
    }

    /** The next token; the end again and again. */
    Token next() throws ParseException {
        skipSpaces();
        if (isBeforeDuration) {
            return inDuration();
        }
        while (text.at(place) == '#') {
            skipComment();
            skipSpaces();
        }
        return isInBraces ? inBraces() : anywhere();
    }

    private void skipSpaces() {
        while (isSpace(text.at(place))) {
            place++;
        }
    }

    private void skipComment() {
        int c = text.at(place);
        while (c != '\n' && c != '\r' && c != QueryText.END) {
            c = text.at(++place);
        }
    }

    // ---- Outside of braces.

    private Token anywhere() throws ParseException {
        int c = text.at(place);
        return switch (c) {
            case QueryText.END -> end();
            case ',' -> take(TokenType.COMMA, 1);
            case '+' -> take(TokenType.ADD, 1);
            case '-' -> take(TokenType.SUBTRACT, 1);
            case '*' -> take(TokenType.MULTIPLY, 1);
            case '/' -> take(TokenType.DIVIDE, 1);
            case '%' -> take(TokenType.MODULO, 1);
            case '^' -> take(TokenType.POWER, 1);
            case '@' -> take(TokenType.AT, 1);
            case '=', '!', '<', '>' -> comparison(c);
            case '"', '\'', '`' -> string();
            case '(' -> leftParen();
            case ')' -> rightParen();
            case '{' -> leftBrace();
            case '[' -> leftBracket();
            case ']' -> rightBracket();
            default -> wordOrNumber(c);
        };
    }

    private Token end() throws ParseException {
        if (openParentheses != 0) {
            throw text.error(place, "unclosed left parenthesis");
        }
        if (isInBrackets) {
            throw text.error(place, "unclosed left bracket");
        }
        return take(TokenType.END, 0);
    }

    private Token comparison(int first) throws ParseException {
        int second = text.at(place + 1);
        if (first == '=' && second == '~') {
            throw text.error(place, "unexpected character after '=': " + quoted(second));
        }
        if (first == '!' && second != '=') {
            int after = text.characterAt(place + 1);
            throw text.error(place, "unexpected character after '!': " + quoted(after));
        }
        return switch (first) {
            case '=' -> second == '=' ? take(TokenType.EQUALS, 2) : take(TokenType.EQUAL, 1);
            case '!' -> take(TokenType.NOT_EQUAL, 2);
            case '<' ->
                    switch (second) {
                        case '=' -> take(TokenType.LESS_OR_EQUAL, 2);
                        case '/' -> take(TokenType.TRIM_UPPER, 2);
                        default -> take(TokenType.LESS, 1);
                    };
            default ->
                    switch (second) {
                        case '=' -> take(TokenType.GREATER_OR_EQUAL, 2);
                        case '/' -> take(TokenType.TRIM_LOWER, 2);
                        default -> take(TokenType.GREATER, 1);
                    };
        };
    }

    private Token leftParen() {
        openParentheses++;
        return take(TokenType.LEFT_PAREN, 1);
    }

    private Token rightParen() throws ParseException {
        openParentheses--;
        if (openParentheses < 0) {
            throw text.error(place + 1, "unexpected right parenthesis ')'");
        }
        return take(TokenType.RIGHT_PAREN, 1);
    }

    private Token leftBrace() {
        isInBraces = true;
        return take(TokenType.LEFT_BRACE, 1);
    }

    private Token leftBracket() throws ParseException {
        if (isInBrackets) {
            throw text.error(place, "unexpected left bracket '['");
        }
        isInBrackets = true;
        isBeforeDuration = true;
        hasColon = false;
        return take(TokenType.LEFT_BRACKET, 1);
    }

    private Token rightBracket() throws ParseException {
        if (!isInBrackets) {
            throw text.error(place, "unexpected right bracket ']'");
        }
        isInBrackets = false;
        isBeforeDuration = false;
        return take(TokenType.RIGHT_BRACKET, 1);
    }

    private Token wordOrNumber(int c) throws ParseException {
        if (startsNumber(c)) {
            return number();
        }
        if (isInBrackets && c == ':') {
            if (hasColon) {
                throw text.error(place, "unexpected colon ':'");
            }
            hasColon = true;
            return take(TokenType.COLON, 1);
        }
        if (isInBrackets && isLetter(c)) {
            return durationWord("unexpected character: " + quoted(c) + ", expected ':'");
        }
        if (isLetter(c) || c == ':') {
            return word();
        }
        throw text.error(place, "unexpected character: " + quoted(text.characterAt(place)));
    }

    private boolean startsNumber(int c) {
        return isDigit(c) || (c == '.' && isDigit(text.at(place + 1)));
    }

    private Token number() throws ParseException {
        var scanner = new NumberScanner(text, place);
        if (scanner.number()) {
            return take(TokenType.NUMBER, scanner.place() - place);
        }
        if (scanner.restOfDuration()) {
            return take(TokenType.DURATION, scanner.place() - place);
        }
        var found = text.between(place, scanner.place());
        throw text.error(place, "bad number or duration syntax: " + Quoted.text(found));
    }

    private Token string() throws ParseException {
        int end = new StringScanner(text, place).end();
        return take(TokenType.STRING, end - place);
    }

    private Token word() {
        int end = place;
        while (isLetterOrDigit(text.at(end)) || text.at(end) == ':') {
            end++;
        }
        var word = text.between(place, end);
        var type = TokenType.ofWord(word);
        if (type == null || (type.isFill() && !isBeforeParenthesis(end))) {
            type = word.indexOf(':') < 0 ? TokenType.IDENTIFIER : TokenType.METRIC_IDENTIFIER;
        }
        return take(type, end - place);
    }

    private boolean isBeforeParenthesis(int from) {
        int next = from;
        while (isSpace(text.at(next))) {
            next++;
        }
        return text.at(next) == '(';
    }

    // ---- In braces: label names, operators and values.

    private Token inBraces() throws ParseException {
        int c = text.at(place);
        return switch (c) {
            case QueryText.END -> throw text.error(place, "unexpected end of input inside braces");
            case ',' -> take(TokenType.COMMA, 1);
            case '"', '\'', '`' -> string();
            case '=' ->
                    text.at(place + 1) == '~' ? take(TokenType.REGEX, 2) : take(TokenType.EQUAL, 1);
            case '!' -> negated();
            case '{' -> throw text.error(place, "unexpected left brace '{'");
            case '}' -> {
                isInBraces = false;
                yield take(TokenType.RIGHT_BRACE, 1);
            }
            default -> labelName(c);
        };
    }

    private Token negated() throws ParseException {
        return switch (text.at(place + 1)) {
            case '~' -> take(TokenType.NOT_REGEX, 2);
            case '=' -> take(TokenType.NOT_EQUAL, 2);
            default ->
                    throw text.error(
                            place,
                            "unexpected character after '!' inside braces: "
                                    + quoted(text.characterAt(place + 1)));
        };
    }

    private Token labelName(int c) throws ParseException {
        if (!isLetter(c)) {
            throw text.error(
                    place,
                    "unexpected character inside braces: " + quoted(text.characterAt(place)));
        }
        int end = place;
        while (isLetterOrDigit(text.at(end))) {
            end++;
        }
        return take(TokenType.IDENTIFIER, end - place);
    }

    // ---- Behind a left bracket.

    private Token inDuration() throws ParseException {
        int c = text.at(place);
        if (startsNumber(c)) {
            hasDuration = true;
            isBeforeDuration = false;
            return number();
        }
        return switch (c) {
            case QueryText.END ->
                    throw text.error(place, "unexpected end of input in duration expression");
            case ':' -> colonBeforeDuration();
            case ']', '(', ')', '+', '-', '*', '/', '%', '^', ',' -> anywhere();
            default ->
                    durationWord(
                            "unexpected character in duration expression: "
                                    + quoted(text.characterAt(place)));
        };
    }

    private Token colonBeforeDuration() throws ParseException {
        if (!hasDuration) {
            throw text.error(place + 1, "unexpected colon before duration in duration expression");
        }
        if (hasColon) {
            throw text.error(place + 1, "unexpected repeated colon in duration expression");
        }
        hasColon = true;
        return take(TokenType.COLON, 1);
    }

    private Token durationWord(String elseReason) throws ParseException {
        int end = place;
        while (isLetter(text.at(end))) {
            end++;
        }
        var type = TokenType.ofWord(text.between(place, end));
        if (type == TokenType.STEP
                || type == TokenType.RANGE
                || type == TokenType.MIN_OF
                || type == TokenType.MAX_OF) {
            hasDuration = true;
            return take(type, end - place);
        }
        throw text.error(place, elseReason);
    }

    private Token take(TokenType type, int length) {
        int start = place;
        place += length;
        return new Token(type, text.between(start, place), text.position(start, place));
    }
}
