package io.hypervigil.alerting.template.syntax;

import io.hypervigil.promql.labels.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Pipelines, commands and operands, with the variables that are known where they stand. */
final class PipelineParser {

    private final TokenStream tokens;
    private final Predicate<String> functions;
    private final Nesting nesting;
    private List<String> variables = new ArrayList<>(List.of("$"));

    PipelineParser(TokenStream tokens, Predicate<String> functions, Nesting nesting) {
        this.tokens = tokens;
        this.functions = functions;
        this.nesting = nesting;
    }

    /** Begins a body that knows no variable but {@code $}; the known ones come back. */
    List<String> startOver() {
        var known = variables;
        variables = new ArrayList<>(List.of("$"));
        return known;
    }

    void restore(List<String> known) {
        variables = known;
    }

    int variables() {
        return variables.size();
    }

    void forget(int down) {
        variables.subList(down, variables.size()).clear();
    }

    Node.Pipeline pipeline(String context, TokenType end) {
        int position = tokens.peekNonSpace().position();
        var declared = new ArrayList<Node.Variable>();
        boolean assigns = declarations(context, declared);
        var commands = new ArrayList<Node.Command>();
        while (true) {
            var token = tokens.nextNonSpace();
            if (token.is(end)) {
                check(commands, context);
                return new Node.Pipeline(position, assigns, declared, commands);
            }
            if (!startsOperand(token)) {
                throw tokens.unexpected(token, context);
            }
            tokens.back(token);
            commands.add(command());
        }
    }

    private static boolean startsOperand(Token token) {
        return switch (token.type()) {
            case BOOL,
                    CHARACTER,
                    DOT,
                    FIELD,
                    IDENTIFIER,
                    NUMBER,
                    NIL,
                    RAW_STRING,
                    STRING,
                    VARIABLE,
                    LEFT_PARENTHESIS ->
                    true;
            default -> false;
        };
    }

    /** Whether the variables before the commands are assigned to, rather than declared. */
    private boolean declarations(String context, List<Node.Variable> declared) {
        while (tokens.peekNonSpace().is(TokenType.VARIABLE)) {
            var variable = tokens.nextNonSpace();
            var after = tokens.peek();
            var next = tokens.peekNonSpace();
            if (next.is(TokenType.ASSIGN) || next.is(TokenType.DECLARE)) {
                tokens.nextNonSpace();
                declare(variable, declared);
                return next.is(TokenType.ASSIGN);
            }
            if (!next.is(TokenType.CHAR) || !next.text().equals(",")) {
                if (after.is(TokenType.SPACE)) {
                    tokens.back(after);
                }
                tokens.back(variable);
                return false;
            }
            tokens.nextNonSpace();
            declare(variable, declared);
            if (!context.equals("range") || declared.size() >= 2) {
                throw tokens.error("too many declarations in " + context);
            }
            switch (tokens.peekNonSpace().type()) {
                case VARIABLE, RIGHT_DELIMITER, RIGHT_PARENTHESIS -> {}
                default -> throw tokens.error("range can only initialize variables");
            }
        }
        return false;
    }

    private void declare(Token variable, List<Node.Variable> declared) {
        declared.add(new Node.Variable(variable.position(), variable.text(), List.of()));
        variables.add(variable.text());
    }

    private void check(List<Node.Command> commands, String context) {
        if (commands.isEmpty()) {
            throw tokens.error("missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            switch (commands.get(i).operands().getFirst()) {
                case Node.Truth _, Node.Dot _, Node.Nil _, Node.Numeral _, Node.Literal _ ->
                        throw tokens.error("non executable command in pipeline stage " + (i + 1));
                case Node.Field _,
                        Node.Chain _,
                        Node.Variable _,
                        Node.Identifier _,
                        Node.Pipeline _ -> {}
            }
        }
    }

    private Node.Command command() {
        int position = tokens.peekNonSpace().position();
        var operands = new ArrayList<Node.Operand>();
        while (true) {
            tokens.peekNonSpace();
            operand().ifPresent(operands::add);
            var token = tokens.next();
            if (token.is(TokenType.SPACE)) {
                continue;
            }
            if (token.is(TokenType.RIGHT_DELIMITER) || token.is(TokenType.RIGHT_PARENTHESIS)) {
                tokens.back(token);
            } else if (!token.is(TokenType.PIPE)) {
                throw tokens.unexpected(token, "operand");
            }
            break;
        }
        if (operands.isEmpty()) {
            throw tokens.error("empty command");
        }
        return new Node.Command(position, operands);
    }

    private Optional<Node.Operand> operand() {
        return term().map(term -> tokens.peek().is(TokenType.FIELD) ? chain(term) : term);
    }

    private Node.Operand chain(Node.Operand term) {
        int position = tokens.peek().position();
        var names = new ArrayList<String>();
        while (tokens.peek().is(TokenType.FIELD)) {
            names.add(tokens.next().text().substring(1));
        }
        return switch (term) {
            case Node.Field field -> new Node.Field(position, joined(field.names(), names));
            case Node.Variable variable ->
                    new Node.Variable(position, variable.name(), joined(variable.names(), names));
            case Node.Truth _, Node.Literal _, Node.Numeral _, Node.Nil _, Node.Dot _ ->
                    throw tokens.error("unexpected . after term " + Quoted.text(term.toString()));
            case Node.Chain _, Node.Identifier _, Node.Pipeline _ ->
                    new Node.Chain(position, term, names);
        };
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private Optional<Node.Operand> term() {
        var token = tokens.nextNonSpace();
        int position = token.position();
        return switch (token.type()) {
            case ERROR -> throw tokens.unexpected(token, "");
            case IDENTIFIER -> Optional.of(identifier(token));
            case DOT -> Optional.of(new Node.Dot(position));
            case NIL -> Optional.of(new Node.Nil(position));
            case VARIABLE -> Optional.of(variable(token));
            case FIELD -> Optional.of(new Node.Field(position, List.of(token.text().substring(1))));
            case BOOL -> Optional.of(new Node.Truth(position, token.text().equals("true")));
            case CHARACTER, NUMBER -> Optional.of(number(token));
            case LEFT_PARENTHESIS -> {
                nesting.enter();
                var pipeline = pipeline("parenthesized pipeline", TokenType.RIGHT_PARENTHESIS);
                nesting.leave();
                yield Optional.of(pipeline);
            }
            case STRING, RAW_STRING -> Optional.of(literal(token));
            default -> {
                tokens.back(token);
                yield Optional.empty();
            }
        };
    }

    private Node.Operand identifier(Token token) {
        if (!functions.test(token.text())) {
            throw tokens.error("function " + Quoted.text(token.text()) + " not defined");
        }
        return new Node.Identifier(token.position(), token.text());
    }

    private Node.Operand variable(Token token) {
        if (!variables.contains(token.text())) {
            throw tokens.error("undefined variable " + Quoted.text(token.text()));
        }
        return new Node.Variable(token.position(), token.text(), List.of());
    }

    private Node.Operand number(Token token) {
        try {
            var value =
                    token.is(TokenType.CHARACTER)
                            ? NumberLiteral.character(Unquote.character(token.text()))
                            : NumberLiteral.parse(token.text());
            return new Node.Numeral(token.position(), token.text(), value);
        } catch (IllegalArgumentException e) {
            throw tokens.error(String.valueOf(e.getMessage()));
        }
    }

    private Node.Operand literal(Token token) {
        var meaning = unquoted(token);
        return new Node.Literal(token.position(), token.text(), meaning);
    }

    String unquoted(Token token) {
        try {
            return Unquote.string(token.text());
        } catch (IllegalArgumentException e) {
            throw tokens.error(String.valueOf(e.getMessage()));
        }
    }
}
