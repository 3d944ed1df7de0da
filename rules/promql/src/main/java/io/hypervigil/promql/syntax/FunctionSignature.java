package io.hypervigil.promql.syntax;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param arguments the types of its arguments, the optional ones last
 * @param optional how many of the last ones may be left out; -1: the last may be repeated, or left
 *     out
 * @param isExperimental whether experimental functions must be allowed for it
 */
public record FunctionSignature(
        String name,
        List<ValueType> arguments,
        int optional,
        ValueType returns,
        boolean isExperimental) {

    public FunctionSignature {
        arguments = List.copyOf(arguments);
    }
}
