package io.hypervigil.alerting.template.value;

import java.util.ArrayList;
import java.util.List;

/**
 * A function of a template, or a method of a type. A method's body finds its receiver before its
 * arguments.
 *
 * <p>Thread: any.
 */
public record Function(String name, List<Type> parameters, boolean variadic, Body body) {

    public Function {
        parameters = List.copyOf(parameters);
    }

    /** What it does. */
    @FunctionalInterface
    public interface Body {

        /**
         * The result.
         *
         * @throws FunctionFailure where it cannot give one
         * @throws LimitException where it would take too much
         */
        Value apply(Budget budget, List<Value> arguments);
    }

    /** A function of so many parameters. */
    public static Function of(String name, List<Type> parameters, Body body) {
        return new Function(name, parameters, false, body);
    }

    /** A function whose last parameter stands any number of times. */
    public static Function variadic(String name, List<Type> parameters, Body body) {
        return new Function(name, parameters, true, body);
    }

    /** The method of a receiver, as a function. */
    public Function on(Value receiver) {
        Body bound =
                (budget, arguments) -> {
                    var all = new ArrayList<Value>(arguments.size() + 1);
                    all.add(receiver);
                    all.addAll(arguments);
                    return body.apply(budget, all);
                };
        return new Function(name, parameters, variadic, bound);
    }

    /** How many of the parameters stand exactly once. */
    public int fixed() {
        return variadic ? parameters.size() - 1 : parameters.size();
    }

    /** The type wanted of an argument. */
    public Type parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }
}
