package io.hypervigil.promql.syntax;

import io.hypervigil.promql.value.PositionRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Expressions of the wrong type, found while the tree is built. They are told when all of the query
 * has been read: what is wrong with its grammar comes first.
 */
final class TypeFaults {

    /** More are of no use: only the first is told. */
    private static final int MAX_KEPT = 100;

    private record Fault(Expr of, PositionRange position, String reason) {}

    private final List<Fault> found = new ArrayList<>();

    void add(Expr of, PositionRange position, String reason) {
        if (found.size() < MAX_KEPT) {
            found.add(new Fault(of, position, reason));
        }
    }

    void add(Expr of, String reason) {
        add(of, of.position(), reason);
    }

    /** Takes back what was found about an expression itself. */
    void forgive(Expr expression) {
        found.removeIf(fault -> fault.of() == expression);
    }

    void expect(Expr expression, ValueType type, String context) {
        if (expression.type() != type) {
            add(
                    expression,
                    "expected type "
                            + type.description()
                            + " in "
                            + context
                            + ", got "
                            + expression.type().description());
        }
    }

    /** Throws the first. */
    void throwFirst(TokenStream tokens) throws ParseException {
        if (!found.isEmpty()) {
            var first = found.getFirst();
            throw tokens.error(first.position(), first.reason());
        }
    }
}
