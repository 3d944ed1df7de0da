package io.hypervigil.promql.syntax;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param arguments the types of its arguments
 * @param optional how often the last one may stand, which may be left out too; 0: exactly once, -1:
 *     as often as one likes
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
