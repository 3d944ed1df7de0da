package io.hypervigil.alerting.template.syntax;

import io.hypervigil.promql.labels.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text into the templates that stand in it: itself, and those that it defines.
 *
 * <p>One grammar, after Go's text/template/parse. Thread: one.
 */
public final class Parser {

    private static final int MOST_CHARACTERS = 1 << 20;

    private final TokenStream tokens;
    private final Template.Source source;
    private final PipelineParser pipelines;
    private final Map<String, Template> templates;
    private final Nesting nesting;
    private int ranges;

    private Parser(Template.Source source, Predicate<String> functions) {
        this.source = source;
        this.tokens = new TokenStream(source.name(), source.text());
        this.nesting = new Nesting(tokens);
        this.pipelines = new PipelineParser(tokens, functions, nesting);
        this.templates = new LinkedHashMap<>();
    }

    /**
     * The templates of a text, itself by its own name.
     *
     * @throws ParseException with Go's text
     */
    public static Map<String, Template> parse(
            String name, String text, Predicate<String> functions) {
        var parser = new Parser(new Template.Source(name, text), functions);
        if (text.length() > MOST_CHARACTERS) {
            throw parser.tokens.error("more than " + MOST_CHARACTERS + " characters");
        }
        parser.root();
        return parser.templates;
    }

    private void root() {
        var body = new ArrayList<Node>();
        while (!tokens.peek().is(TokenType.END_OF_TEXT)) {
            if (tokens.peek().is(TokenType.LEFT_DELIMITER)) {
                var delimiter = tokens.next();
                var word = tokens.nextNonSpace();
                if (word.is(TokenType.DEFINE)) {
                    definition();
                    continue;
                }
                tokens.back(word);
                tokens.back(delimiter);
            }
            switch (textOrAction()) {
                case Item.End end -> throw tokens.error("unexpected " + end);
                case Item.Else other -> throw tokens.error("unexpected " + other);
                case Item.Of of -> body.add(of.node);
            }
        }
        add(source.name(), body);
    }

    /** What an action or a text is: a node, or what ends a list of them. */
    private sealed interface Item {

        record Of(Node node) implements Item {}

        record End() implements Item {
            @Override
            public String toString() {
                return "{{end}}";
            }
        }

        record Else() implements Item {
            @Override
            public String toString() {
                return "{{else}}";
            }
        }
    }

    private record ItemList(List<Node> nodes, Item end) {}

    private void definition() {
        var context = "define clause";
        var name = templateName(tokens.nextNonSpace(), context);
        tokens.expect(TokenType.RIGHT_DELIMITER, context);
        add(name, ownBody(context));
    }

    /** A body that has its own variables and no range around it. */
    private List<Node> ownBody(String context) {
        var variables = pipelines.startOver();
        int outer = ranges;
        ranges = 0;
        var list = itemList();
        if (!(list.end instanceof Item.End)) {
            throw tokens.error("unexpected " + list.end + " in " + context);
        }
        ranges = outer;
        pipelines.restore(variables);
        return list.nodes;
    }

    private void add(String name, List<Node> body) {
        var template = new Template(name, source, body);
        var known = templates.get(name);
        if (known == null || known.isEmpty()) {
            templates.put(name, template);
        } else if (!template.isEmpty()) {
            throw tokens.error("template: multiple definition of template " + Quoted.text(name));
        }
    }

    private ItemList itemList() {
        var nodes = new ArrayList<Node>();
        while (!tokens.peekNonSpace().is(TokenType.END_OF_TEXT)) {
            switch (textOrAction()) {
                case Item.Of of -> nodes.add(of.node);
                case Item.End end -> {
                    return new ItemList(nodes, end);
                }
                case Item.Else other -> {
                    return new ItemList(nodes, other);
                }
            }
        }
        throw tokens.error("unexpected EOF");
    }

    private Item textOrAction() {
        var token = tokens.nextNonSpace();
        return switch (token.type()) {
            case TEXT -> new Item.Of(new Node.Text(token.position(), token.text()));
            case LEFT_DELIMITER -> {
                tokens.actionStarts(token.line());
                var item = action();
                tokens.actionStarts(0);
                yield item;
            }
            default -> throw tokens.unexpected(token, "input");
        };
    }

    private Item action() {
        var token = tokens.nextNonSpace();
        int position = token.position();
        return switch (token.type()) {
            case BLOCK -> new Item.Of(block());
            case BREAK -> new Item.Of(leave(new Node.Break(position)));
            case CONTINUE -> new Item.Of(leave(new Node.Continue(position)));
            case ELSE -> otherwise();
            case END -> {
                tokens.expect(TokenType.RIGHT_DELIMITER, "end");
                yield new Item.End();
            }
            case IF -> new Item.Of(branch(Node.Kind.IF, "if"));
            case RANGE -> new Item.Of(branch(Node.Kind.RANGE, "range"));
            case TEMPLATE -> new Item.Of(call());
            case WITH -> new Item.Of(branch(Node.Kind.WITH, "with"));
            default -> {
                tokens.back(token);
                yield new Item.Of(
                        new Node.Action(
                                position,
                                pipelines.pipeline("command", TokenType.RIGHT_DELIMITER)));
            }
        };
    }

    private Node leave(Node node) {
        var token = tokens.nextNonSpace();
        if (!token.is(TokenType.RIGHT_DELIMITER)) {
            throw tokens.unexpected(token, node.toString());
        }
        if (ranges == 0) {
            throw tokens.error(node + " outside {{range}}");
        }
        return node;
    }

    private Item otherwise() {
        var next = tokens.peekNonSpace();
        if (!next.is(TokenType.IF) && !next.is(TokenType.WITH)) {
            tokens.expect(TokenType.RIGHT_DELIMITER, "else");
        }
        return new Item.Else();
    }

    private Node branch(Node.Kind kind, String context) {
        nesting.enter();
        int variables = pipelines.variables();
        var pipeline = pipelines.pipeline(context, TokenType.RIGHT_DELIMITER);
        ranges += kind == Node.Kind.RANGE ? 1 : 0;
        var body = itemList();
        ranges -= kind == Node.Kind.RANGE ? 1 : 0;
        List<Node> otherwise = body.end instanceof Item.Else ? otherwise(kind, context) : List.of();
        pipelines.forget(variables);
        nesting.leave();
        return new Node.Branch(pipeline.position(), kind, pipeline, body.nodes, otherwise);
    }

    private List<Node> otherwise(Node.Kind kind, String context) {
        var next = tokens.peek().type();
        boolean goesOn =
                (kind == Node.Kind.IF && next == TokenType.IF)
                        || (kind == Node.Kind.WITH && next == TokenType.WITH);
        if (goesOn) {
            tokens.next();
            return List.of(branch(kind, context));
        }
        var list = itemList();
        if (!(list.end instanceof Item.End)) {
            throw tokens.error("expected end; found " + list.end);
        }
        return list.nodes;
    }

    private Node block() {
        var context = "block clause";
        var token = tokens.nextNonSpace();
        var name = templateName(token, context);
        var pipeline = pipelines.pipeline(context, TokenType.RIGHT_DELIMITER);
        nesting.enter();
        add(name, ownBody(context));
        nesting.leave();
        return new Node.Call(token.position(), name, pipeline);
    }

    private Node call() {
        var context = "template clause";
        var token = tokens.nextNonSpace();
        var name = templateName(token, context);
        Node.@Nullable Pipeline pipeline = null;
        var next = tokens.nextNonSpace();
        if (!next.is(TokenType.RIGHT_DELIMITER)) {
            tokens.back(next);
            pipeline = pipelines.pipeline(context, TokenType.RIGHT_DELIMITER);
        }
        return new Node.Call(token.position(), name, pipeline);
    }

    private String templateName(Token token, String context) {
        if (!token.is(TokenType.STRING) && !token.is(TokenType.RAW_STRING)) {
            throw tokens.unexpected(token, context);
        }
        return pipelines.unquoted(token);
    }
}
