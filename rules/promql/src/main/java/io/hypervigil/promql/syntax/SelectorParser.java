package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.syntax.Expr.VectorSelector;
import java.util.ArrayList;
import java.util.List;

/** Reads selectors of series, and lists of label names. */
final class SelectorParser {

    private static final String MATCHING = "label matching";
    private static final String GROUPING = "grouping opts";

    /** A query's regular expressions take some 10 MB together. */
    private static final int MAX_REGEX_STATES = 200_000;

    private final TokenStream tokens;
    private int regexStates;

    SelectorParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** A selector; a name or a left brace is next. */
    VectorSelector selector() throws ParseException {
        return tokens.isNext(TokenType.LEFT_BRACE) ? unnamed() : named(tokens.take());
    }

    private VectorSelector unnamed() throws ParseException {
        var brace = tokens.take();
        var matchers = new ArrayList<Matcher>();
        var last = matchers(matchers);
        return selector("", matchers, brace, last);
    }

    /** A selector whose name has been taken. */
    VectorSelector named(Token name) throws ParseException {
        var matchers = new ArrayList<Matcher>();
        var last = tokens.takeIf(TokenType.LEFT_BRACE) ? matchers(matchers) : name;
        matchers.add(new Matcher(Matcher.Type.EQUAL, Labels.NAME, name.text()));
        return selector(name.text(), matchers, name, last);
    }

    private static VectorSelector selector(
            String name, List<Matcher> matchers, Token first, Token last) {
        return new VectorSelector(
                name, matchers, TimeModifier.NONE, Extension.NONE, first.to(last));
    }

    /** Reads on behind the left brace, and gives the right one. */
    private Token matchers(List<Matcher> into) throws ParseException {
        while (!tokens.isNext(TokenType.RIGHT_BRACE)) {
            into.add(matcher());
            if (!tokens.takeIf(TokenType.COMMA)) {
                return tokens.take(TokenType.RIGHT_BRACE, MATCHING, "\",\" or \"}\"");
            }
        }
        return tokens.take();
    }

    private Matcher matcher() throws ParseException {
        var label = tokens.peek();
        return switch (label.type()) {
            case STRING -> {
                tokens.take();
                var text = StringLiterals.value(label.text());
                yield isOperator(tokens.peek())
                        ? matcher(label, text)
                        : new Matcher(Matcher.Type.EQUAL, Labels.NAME, text);
            }
            case IDENTIFIER -> {
                tokens.take();
                yield matcher(label, label.text());
            }
            // Nothing else names a label.
            default -> throw tokens.unexpected(MATCHING, "identifier or \"}\"");
        };
    }

    private Matcher matcher(Token label, String name) throws ParseException {
        if (!isOperator(tokens.peek())) {
            throw tokens.unexpected(MATCHING, "label matching operator");
        }
        var type = type(tokens.take());
        var value = tokens.take(TokenType.STRING, MATCHING, "string");
        var matcher = matcher(type, name, label, value);
        regexStates += matcher.states();
        if (regexStates > MAX_REGEX_STATES) {
            throw tokens.error(
                    label.to(value), "the regular expressions of the query are too large together");
        }
        return matcher;
    }

    private Matcher matcher(Matcher.Type type, String name, Token label, Token value)
            throws ParseException {
        try {
            return new Matcher(type, name, StringLiterals.value(value.text()));
        } catch (IllegalArgumentException e) {
            throw tokens.error(label.to(value), String.valueOf(e.getMessage()));
        }
    }

    private static boolean isOperator(Token token) {
        return switch (token.type()) {
            case EQUAL, NOT_EQUAL, REGEX, NOT_REGEX -> true;
            default -> false;
        };
    }

    private static Matcher.Type type(Token operator) {
        return switch (operator.type()) {
            case EQUAL -> Matcher.Type.EQUAL;
            case NOT_EQUAL -> Matcher.Type.NOT_EQUAL;
            case REGEX -> Matcher.Type.REGEX;
            default -> Matcher.Type.NOT_REGEX;
        };
    }

    /** A list of label names in parentheses, of {@code by}, {@code on} and their like. */
    List<String> labels() throws ParseException {
        tokens.take(TokenType.LEFT_PAREN, GROUPING, "\"(\"");
        var labels = new ArrayList<String>();
        while (!tokens.takeIf(TokenType.RIGHT_PAREN)) {
            labels.add(label());
            if (!tokens.takeIf(TokenType.COMMA)) {
                tokens.take(TokenType.RIGHT_PAREN, GROUPING, "\",\" or \")\"");
                return labels;
            }
        }
        return labels;
    }

    private String label() throws ParseException {
        var label = tokens.peek();
        if (label.type().isLabelName()) {
            return tokens.take().text();
        }
        if (label.type() != TokenType.STRING) {
            throw tokens.unexpected(GROUPING, "label");
        }
        tokens.take();
        var name = StringLiterals.value(label.text());
        if (!Labels.isName(name)) {
            throw tokens.error(
                    label.position(), "invalid label name for grouping: " + Quoted.text(name));
        }
        return name;
    }
}
