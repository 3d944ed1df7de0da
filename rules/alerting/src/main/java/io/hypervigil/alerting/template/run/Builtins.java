package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.format.Escapes;
import io.hypervigil.alerting.template.format.Formatter;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions that every template of Go's knows. */
final class Builtins {

    private static final List<Type> ANY = List.of(Type.ANY);
    private static final List<Type> ONE_AND_MORE = List.of(Type.ANY, Type.ANY);
    private static final List<Type> TEXT_AND_MORE = List.of(Type.STRING, Type.ANY);

    /** Evaluated in {@link Evaluation}, which stops at the argument that decides. */
    static final Function AND = Function.variadic("and", ONE_AND_MORE, (_, in) -> in.getLast());

    static final Function OR = Function.variadic("or", ONE_AND_MORE, (_, in) -> in.getLast());

    /** Evaluated in {@link Evaluation} too: there are no functions among our values. */
    static final Function CALL = Function.variadic("call", ONE_AND_MORE, (_, in) -> in.getFirst());

    static final Map<String, Function> ALL =
            Stream.of(
                            AND,
                            OR,
                            Function.of("not", ANY, (_, in) -> Value.of(!in.getFirst().isTrue())),
                            Function.of("len", ANY, (_, in) -> Value.of(length(in.getFirst()))),
                            Function.variadic("index", ONE_AND_MORE, (_, in) -> index(in)),
                            Function.variadic("slice", ONE_AND_MORE, Slices::slice),
                            CALL,
                            Function.variadic("print", ANY, Builtins::print),
                            Function.variadic("println", ANY, Builtins::printLine),
                            Function.variadic("printf", TEXT_AND_MORE, Builtins::printf),
                            escape("html", Escapes::html),
                            escape("js", Escapes::javaScript),
                            escape("urlquery", Escapes::query),
                            Function.variadic("eq", ONE_AND_MORE, Comparisons::equal),
                            comparison("ne", Comparisons::notEqual),
                            comparison("lt", Comparisons::less),
                            comparison("le", Comparisons::lessOrEqual),
                            comparison("gt", Comparisons::greater),
                            comparison("ge", Comparisons::greaterOrEqual))
                    .collect(Collectors.toUnmodifiableMap(Function::name, f -> f));

    private Builtins() {}

    private static Function comparison(String name, Function.Body body) {
        return Function.of(name, ONE_AND_MORE, body);
    }

    private static Function escape(String name, UnaryOperator<String> escape) {
        return Function.variadic(
                name,
                ANY,
                (budget, in) -> {
                    var text = joined(budget, in);
                    budget.characters(6L * text.length());
                    return Value.of(escape.apply(text));
                });
    }

    /** As actions would put them out. */
    private static String joined(Budget budget, List<Value> values) {
        if (values.size() == 1) {
            return Formatter.output(budget, values.getFirst());
        }
        return Formatter.print(
                budget,
                values.stream()
                        .map(v -> v instanceof Value.Nothing ? Value.of("<no value>") : v)
                        .toList());
    }

    private static Value print(Budget budget, List<Value> values) {
        return Value.of(Formatter.print(budget, values));
    }

    private static Value printLine(Budget budget, List<Value> values) {
        return Value.of(Formatter.printLine(budget, values));
    }

    private static Value printf(Budget budget, List<Value> values) {
        var format = ((Value.Text) values.getFirst()).value();
        return Value.of(Formatter.printf(budget, format, values.subList(1, values.size())));
    }

    private static long length(Value value) {
        return switch (value) {
            case Value.Text text -> text.value().getBytes(StandardCharsets.UTF_8).length;
            case Value.Items items -> items.items().size();
            case Value.Entries entries -> entries.entries().size();
            case Value.Nothing _ ->
                    throw new FunctionFailure("reflect: call of reflect.Value.Type on zero Value");
            case Value.Bool _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Complex _,
                    Value.Fields _,
                    Value.Moment _ ->
                    throw new FunctionFailure("len of type " + value.type().pointed());
        };
    }

    private static Value index(List<Value> in) {
        var value = in.getFirst();
        if (value instanceof Value.Nothing) {
            throw new FunctionFailure("index of untyped nil");
        }
        for (var index : in.subList(1, in.size())) {
            value = element(value, index);
        }
        return value;
    }

    private static Value element(Value value, Value index) {
        return switch (value) {
            case Value.Items items ->
                    items.items().get(within(index, items.items().size(), "slice"));
            case Value.Text text -> {
                var bytes = text.value().getBytes(StandardCharsets.UTF_8);
                int at = within(index, bytes.length, "string");
                yield new Value.Whole(bytes[at] & 0xff, Type.UINT8);
            }
            case Value.Entries entries -> {
                var key = key(index);
                yield entries.entries().getOrDefault(key, entries.type().element().zero());
            }
            case Value.Nothing _ -> throw new FunctionFailure("index of nil pointer");
            case Value.Bool _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Complex _,
                    Value.Fields _,
                    Value.Moment _ ->
                    throw new FunctionFailure("can't index item of type " + value.type().pointed());
        };
    }

    private static String key(Value index) {
        if (index instanceof Value.Text text && text.type().isAssignableTo(Type.STRING)) {
            return text.value();
        }
        throw new FunctionFailure(
                index instanceof Value.Nothing
                        ? "value is nil; should be of type string"
                        : "value has type " + index.type() + "; should be string");
    }

    /** An index of an element. */
    private static int within(Value index, int size, String what) {
        int at = position(index, size);
        if (at == size) {
            throw new FunctionFailure("reflect: " + what + " index out of range");
        }
        return at;
    }

    /** An index of an element, or of the end. */
    static int position(Value index, int size) {
        if (index instanceof Value.Nothing) {
            throw new FunctionFailure("cannot index slice/array with nil");
        }
        if (!(index instanceof Value.Whole whole)) {
            throw new FunctionFailure("cannot index slice/array with type " + index.type());
        }
        if (whole.value() < 0 || whole.value() > size) {
            throw new FunctionFailure("index out of range: " + whole.value());
        }
        return (int) whole.value();
    }
}
