package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.syntax.Node;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Kind;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.labels.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives the values of pipelines, after Go's text/template: what a command calls, what its operands
 * are, and that each is of the type that is wanted.
 */
final class Evaluation {

    private final Run run;
    private final Scope scope;
    private final Place place;

    Evaluation(Run run, Scope scope, Place place) {
        this.run = run;
        this.scope = scope;
        this.place = place;
    }

    Value pipeline(Value dot, Node.Pipeline pipeline) {
        run.enter();
        place.at(pipeline);
        Optional<Value> value = Optional.empty();
        for (var command : pipeline.commands()) {
            value = Optional.of(command(dot, command, value));
        }
        var result = value.orElse(Value.nothing());
        for (var variable : pipeline.variables()) {
            if (pipeline.assigns()) {
                assign(variable, result);
            } else {
                scope.declare(variable.name(), result);
            }
        }
        run.leave();
        return result;
    }

    void assign(Node.Variable variable, Value value) {
        if (!scope.assign(variable.name(), value)) {
            throw place.error("undefined variable: " + variable.name());
        }
    }

    /** A command's value; {@code last} is that of the command before it in the pipeline. */
    private Value command(Value dot, Node.Command command, Optional<Value> last) {
        run.budget.step();
        var first = command.operands().getFirst();
        var arguments = command.operands().subList(1, command.operands().size());
        return switch (first) {
            case Node.Field field -> field(dot, field, arguments, last);
            case Node.Chain chain -> chain(dot, chain, arguments, last);
            case Node.Identifier identifier -> function(dot, identifier, command, arguments, last);
            case Node.Variable variable -> variable(dot, variable, arguments, last);
            case Node.Pipeline inner -> {
                noArguments(first, arguments, last);
                yield pipeline(dot, inner);
            }
            case Node.Dot _, Node.Nil _, Node.Truth _, Node.Numeral _, Node.Literal _ -> {
                place.at(first);
                noArguments(first, arguments, last);
                yield constant(dot, first);
            }
        };
    }

    private Value constant(Value dot, Node.Operand operand) {
        return switch (operand) {
            case Node.Dot _ -> dot;
            case Node.Nil _ -> throw place.error("nil is not a command");
            case Node.Truth truth -> Value.of(truth.value());
            case Node.Numeral number -> number(number);
            case Node.Literal literal -> Value.of(literal.meaning());
            case Node.Field _, Node.Chain _, Node.Identifier _, Node.Variable _, Node.Pipeline _ ->
                    throw place.error("can't evaluate command " + Quoted.text(operand.toString()));
        };
    }

    /** What a number is where nothing says what is wanted. */
    private Value number(Node.Numeral number) {
        place.at(number);
        var literal = number.value();
        if (literal.complex().isPresent()) {
            var complex = literal.complex().get();
            return new Value.Complex(complex.real(), complex.imaginary());
        }
        if (literal.isReal()) {
            return Value.of(literal.real().orElse(0));
        }
        if (literal.whole().isEmpty()) {
            throw place.error(number.text() + " overflows int");
        }
        return Value.of(literal.whole().getAsLong());
    }

    private void noArguments(
            Node.Operand operand, List<Node.Operand> arguments, Optional<Value> last) {
        if (!arguments.isEmpty() || last.isPresent()) {
            throw place.error("can't give argument to non-function " + operand);
        }
    }

    private Value field(
            Value dot, Node.Field field, List<Node.Operand> arguments, Optional<Value> last) {
        place.at(field);
        return fields(dot, dot, field, field.names(), arguments, last);
    }

    private Value chain(
            Value dot, Node.Chain chain, List<Node.Operand> arguments, Optional<Value> last) {
        place.at(chain);
        if (chain.operand() instanceof Node.Nil) {
            throw place.error("indirection through explicit nil in " + chain);
        }
        var start = argument(dot, Type.ANY, chain.operand());
        return fields(dot, start, chain, chain.names(), arguments, last);
    }

    private Value variable(
            Value dot, Node.Variable variable, List<Node.Operand> arguments, Optional<Value> last) {
        place.at(variable);
        var value =
                scope.value(variable.name())
                        .orElseThrow(() -> place.error("undefined variable: " + variable.name()));
        if (variable.names().isEmpty()) {
            noArguments(variable, arguments, last);
            return value;
        }
        return fields(dot, value, variable, variable.names(), arguments, last);
    }

    private Value fields(
            Value dot,
            Value start,
            Node node,
            List<String> names,
            List<Node.Operand> arguments,
            Optional<Value> last) {
        var value = start;
        for (var name : names.subList(0, names.size() - 1)) {
            value = field(dot, value, node, name, List.of(), Optional.empty());
        }
        return field(dot, value, node, names.getLast(), arguments, last);
    }

    private Value field(
            Value dot,
            Value receiver,
            Node node,
            String name,
            List<Node.Operand> arguments,
            Optional<Value> last) {
        run.budget.step();
        if (receiver instanceof Value.Nothing) {
            return Value.nothing();
        }
        var type = receiver.type();
        var method = type.method(name);
        if (method.isPresent()) {
            return call(dot, method.get().on(receiver), node, arguments, last);
        }
        boolean hasArguments = !arguments.isEmpty() || last.isPresent();
        if (receiver instanceof Value.Fields fields && fields.fields().containsKey(name)) {
            if (Character.isLowerCase(name.charAt(0))) {
                throw place.error(name + " is an unexported field of struct type " + type);
            }
            if (hasArguments) {
                throw place.error(name + " has arguments but cannot be invoked as function");
            }
            return fields.fields().getOrDefault(name, Value.nothing());
        }
        if (receiver instanceof Value.Entries entries) {
            if (hasArguments) {
                throw place.error(name + " is not a method but has arguments");
            }
            return entries.entries().getOrDefault(name, type.element().zero());
        }
        throw place.error("can't evaluate field " + name + " in type " + type);
    }

    private Value function(
            Value dot,
            Node.Identifier identifier,
            Node node,
            List<Node.Operand> arguments,
            Optional<Value> last) {
        place.at(identifier);
        var function =
                run.set
                        .function(identifier.name())
                        .orElseThrow(
                                () ->
                                        place.error(
                                                Quoted.text(identifier.name())
                                                        + " is not a defined function"));
        return call(dot, function, node, arguments, last);
    }

    private Value call(
            Value dot,
            Function function,
            Node node,
            List<Node.Operand> arguments,
            Optional<Value> last) {
        int count = arguments.size() + (last.isPresent() ? 1 : 0);
        checkCount(function, arguments.size(), count);
        var shortcut = shortcut(dot, function, arguments, last);
        if (shortcut.isPresent()) {
            return shortcut.get();
        }
        var values = new ArrayList<Value>(count);
        for (int i = 0; i < arguments.size(); i++) {
            values.add(argument(dot, function.parameter(i), arguments.get(i)));
        }
        last.ifPresent(value -> values.add(checked(value, lastParameter(function, count))));
        if (function.equals(Builtins.CALL)) {
            throw notCallable(node, arguments, values.getFirst());
        }
        try {
            return function.body().apply(run.budget, values);
        } catch (FunctionFailure e) {
            place.at(node);
            throw place.error("error calling " + function.name() + ": " + e.getMessage());
        }
    }

    private ExecutionException notCallable(Node node, List<Node.Operand> arguments, Value value) {
        place.at(node);
        if (value instanceof Value.Nothing) {
            return place.error("error calling call: call of nil");
        }
        var what = arguments.isEmpty() ? "call" : arguments.getFirst().toString();
        return place.error("error calling call: non-function " + what + " of type " + value.type());
    }

    private static Type lastParameter(Function function, int count) {
        boolean isFixed = function.variadic() && count <= function.fixed();
        return isFixed ? function.parameter(count - 1) : function.parameters().getLast();
    }

    private void checkCount(Function function, int written, int count) {
        if (function.variadic()) {
            if (count < function.fixed()) {
                throw place.error(
                        "wrong number of args for "
                                + (function.name() + ": want at least " + function.fixed())
                                + (" got " + written));
            }
        } else if (count != function.parameters().size()) {
            throw place.error(
                    "wrong number of args for "
                            + (function.name() + ": want " + function.parameters().size())
                            + (" got " + count));
        }
    }

    /** {@code and} and {@code or} look no further than they must. */
    private Optional<Value> shortcut(
            Value dot, Function function, List<Node.Operand> arguments, Optional<Value> last) {
        boolean stopsAt = function.equals(Builtins.OR);
        if (!stopsAt && !function.equals(Builtins.AND)) {
            return Optional.empty();
        }
        Value value = Value.nothing();
        for (var argument : arguments) {
            value = argument(dot, Type.ANY, argument);
            if (value.isTrue() == stopsAt) {
                return Optional.of(value);
            }
        }
        return Optional.of(last.orElse(value));
    }

    private Value argument(Value dot, Type wanted, Node.Operand operand) {
        run.budget.step();
        place.at(operand);
        return switch (operand) {
            case Node.Dot _ -> checked(dot, wanted);
            case Node.Nil _ -> nil(wanted);
            case Node.Field field ->
                    checked(field(dot, field, List.of(), Optional.empty()), wanted);
            case Node.Variable variable ->
                    checked(variable(dot, variable, List.of(), Optional.empty()), wanted);
            case Node.Pipeline inner -> checked(pipeline(dot, inner), wanted);
            case Node.Identifier identifier ->
                    checked(
                            function(dot, identifier, identifier, List.of(), Optional.empty()),
                            wanted);
            case Node.Chain chain ->
                    checked(chain(dot, chain, List.of(), Optional.empty()), wanted);
            case Node.Truth truth -> takes(wanted, Kind.BOOL, truth, Value.of(truth.value()));
            case Node.Literal literal ->
                    takes(wanted, Kind.STRING, literal, Value.of(literal.meaning()));
            case Node.Numeral number -> number(wanted, number);
        };
    }

    private Value nil(Type wanted) {
        return switch (wanted.kind()) {
            case ANY, LIST, MAP, NOTHING -> Value.nothing();
            case BOOL, INT, UINT, FLOAT, COMPLEX, STRING, STRUCT ->
                    throw place.error("cannot assign nil to " + wanted);
        };
    }

    private Value takes(Type wanted, Kind kind, Node.Operand operand, Value value) {
        if (wanted.kind() == Kind.ANY || wanted.kind() == kind) {
            return value;
        }
        throw unfit(wanted, operand);
    }

    private ExecutionException unfit(Type wanted, Node.Operand operand) {
        return switch (wanted.kind()) {
            case BOOL -> place.error("expected bool; found " + operand);
            case STRING -> place.error("expected string; found " + operand);
            case INT -> place.error("expected integer; found " + operand);
            case UINT -> place.error("expected unsigned integer; found " + operand);
            case FLOAT -> place.error("expected float; found " + operand);
            case COMPLEX -> place.error("expected complex; found " + operand);
            case NOTHING, LIST, MAP, STRUCT, ANY ->
                    place.error("can't handle " + operand + " for arg of type " + wanted);
        };
    }

    /** A number takes the kind that is wanted where it can. */
    private Value number(Type wanted, Node.Numeral number) {
        var literal = number.value();
        boolean isWhole = wanted.kind() == Kind.INT || wanted.kind() == Kind.UINT;
        if (wanted.kind() == Kind.ANY) {
            return number(number);
        }
        if (isWhole && literal.whole().isPresent()) {
            return new Value.Whole(literal.whole().getAsLong(), wanted);
        }
        if (wanted.kind() == Kind.FLOAT && literal.real().isPresent()) {
            return Value.of(literal.real().getAsDouble());
        }
        throw unfit(wanted, number);
    }

    /** The value, where it may stand for the type that is wanted. */
    private Value checked(Value value, Type wanted) {
        if (value instanceof Value.Nothing) {
            return switch (wanted.kind()) {
                case ANY, LIST, MAP, NOTHING -> value;
                case BOOL, INT, UINT, FLOAT, COMPLEX, STRING, STRUCT ->
                        throw place.error("invalid value; expected " + wanted);
            };
        }
        if (!value.type().isAssignableTo(wanted)) {
            throw place.error("wrong type for value; expected " + wanted + "; got " + value.type());
        }
        return value;
    }
}
